import { XmlReader, parseXml } from '../../../nodes/shared/appliance/xml';
import { child, children, textOf } from '../../../nodes/shared/session/report/element';

describe('The XML reader', () => {
	it('gives local names, attributes, text and children in order', () => {
		const root = parseXml(
			'<?xml version="1.0"?>\n\n<x:a xmlns:x="u" x:k="1"><b>1 &amp; 2</b><b/><c><![CDATA[<z>]]></c></x:a>\n\n',
		);
		expect(root.name).toBe('a');
		expect(root.attributes.k).toBe('1');
		expect(children(root, 'b').map(({ text }) => text)).toEqual(['1 & 2', '']);
		expect(textOf(root, 'c')).toBe('<z>');
		expect(child(root, 'd')).toBeUndefined();
	});

	it('hands elements on one by one and keeps none of them', () => {
		const seen: string[] = [];
		const reader = new XmlReader('session', (session) => seen.push(session.attributes.lsid));
		for (const piece of [
			'<list><ses',
			'sion lsid="1"><x/></session>',
			'<session lsid="2"/',
			'></list>',
		])
			reader.write(piece);
		expect(reader.close().children).toEqual([]);
		expect(seen).toEqual(['1', '2']);
	});

	it('keeps a report that holds a character XML forbids', () => {
		expect(parseXml('<a>bell \u0007 rings</a>').text).toContain('bell');
	});

	it.each([
		['<a><b></a>', /unexpected close tag/],
		['<a>', /unclosed tag/],
		['', /root element/],
		['<a>&unknown;</a>', /undefined entity/],
		['<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', /declares a document type/],
		[`${'<a>'.repeat(100)}${'</a>'.repeat(100)}`, /nested too deeply/],
	])('refuses %j with a sentence', (text, sentence) => {
		expect(() => parseXml(text)).toThrow(sentence);
		expect(() => parseXml(text)).toThrow(/^The appliance's answer is not readable XML: /);
	});

	it.each(['<!DOCTYPE html><html></html>', '<html><body/></html>'])(
		'knows a web page when it sees one: %s',
		(text) => {
			expect(() => parseXml(text)).toThrow(
				'The appliance answered with a web page instead of data.',
			);
		},
	);
});
