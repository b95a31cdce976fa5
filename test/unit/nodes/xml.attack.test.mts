import fc from 'fast-check';

import { ApplianceError } from '../../../nodes/shared/appliance/errors';
import { XmlReader, parseXml } from '../../../nodes/shared/appliance/xml';
import { runs } from '../runs.mts';

const name = fc.constantFrom(
	'session',
	'a',
	'x:b',
	'__proto__',
	'constructor',
	'toString',
	'error',
);
const text = fc.oneof(
	fc.string({ unit: 'binary' }),
	fc.constantFrom('&amp;', '&lt;', '&#0;', '&#x41;', '&lol;', ']]>', '\u0007'),
);
const attribute = fc
	.tuple(name, text)
	.map(([key, value]) => ` ${key}="${value.replaceAll('"', '&quot;')}"`);

/** Something like XML, well-formed only sometimes. */
const markup = fc.letrec<{ node: string }>((tie) => ({
	node: fc.oneof(
		{ maxDepth: 5, withCrossShrink: true },
		text,
		fc
			.tuple(name, fc.array(attribute, { maxLength: 2 }), fc.array(tie('node'), { maxLength: 3 }))
			.map(
				([tag, attributes, inner]) => `<${tag}${attributes.join('')}>${inner.join('')}</${tag}>`,
			),
		fc.constantFrom(
			'<!-- c -->',
			'<?pi x?>',
			'<![CDATA[<x>]]>',
			'<!DOCTYPE x>',
			'<x',
			'</x>',
			'<',
			'>',
			'&',
		),
	),
})).node;

describe('The XML reader under hostile input', () => {
	it('throws nothing but our own error, and the same whole or in pieces', () => {
		fc.assert(
			fc.property(fc.array(markup, { maxLength: 5 }), fc.nat(20), (parts, size) => {
				const whole = parts.join('');
				let failure: unknown;
				let root: unknown;
				try {
					root = parseXml(whole);
				} catch (error) {
					failure = error;
					expect(error).toBeInstanceOf(ApplianceError);
				}
				const reader = new XmlReader();
				const start = whole.trimStart();
				try {
					for (let at = 0; at < start.length; at += size + 1)
						reader.write(start.slice(at, at + size + 1));
					const inPieces = reader.close();
					expect(failure).toBeUndefined();
					expect(inPieces).toEqual(root);
				} catch (error) {
					if (!(error instanceof ApplianceError)) throw error;
					expect(failure).toBeInstanceOf(ApplianceError);
				}
			}),
			runs,
		);
	});

	it('keeps names such as __proto__ to themselves', () => {
		const root = parseXml('<a __proto__="x" constructor="y"><b/></a>');
		expect(Object.keys(root.attributes).sort()).toEqual(['__proto__', 'constructor']);
		expect(({} as Record<string, unknown>).x).toBeUndefined();
	});
});
