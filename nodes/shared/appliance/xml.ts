import type { XmlElement } from '../session/report/element';
import { ApplianceError } from './errors';
import { SaxesParser } from './saxes';

/** More nesting than any report has; a deeper text is an attack or not a report. */
const MAX_DEPTH = 64;

/** The XML interfaces answer in three namespaces and with or without a prefix, so only the local name counts. */
const localName = (name: string) => {
	const colon = name.indexOf(':');
	return colon < 0 ? name : name.slice(colon + 1);
};

const unreadable = (what: string) =>
	new ApplianceError(
		'unreadable',
		`The appliance's answer is not readable XML: ${what}.`,
		'Nothing was read from it. Try again. If the problem persists, check that nothing between n8n and the appliance changes its answers.',
	);

function byLocalName(attributes: Record<string, string>): Record<string, string> {
	const local = Object.create(null) as Record<string, string>;
	for (const name of Object.keys(attributes)) local[localName(name)] = attributes[name];
	return local;
}

/** Sentences of the XML library carry its position and may quote the text: keep the reason only. */
const reason = (error: Error) =>
	error.message
		.replace(/^\d+:\d+: /, '')
		.replace(/[^\x20-\x7e]+/g, ' ')
		.slice(0, 120);

/** A character XML cannot hold is no reason to lose a report; every other fault of form is. */
const isHarmless = (error: Error) => /disallowed character/i.test(error.message);

/**
 * Reads XML as it arrives. Document types (and so entity expansion) are refused, namespaces ignored.
 *
 * With `each`, every element of that local name is handed to `take` when it closes and then forgotten, so that a report
 * of many sessions needs the memory of one.
 */
export class XmlReader {
	private readonly parser = new SaxesParser({ position: false });

	private readonly open: XmlElement[] = [];

	private root?: XmlElement;

	/** Whether the tag being read has a prefixed attribute. They are rare, and looking for them afterwards costs more. */
	private prefixed = false;

	constructor(
		private readonly each?: string,
		private readonly take: (element: XmlElement) => void = () => {},
	) {
		this.parser.on('doctype', (type) => {
			throw /^\s*html/i.test(type)
				? webPage()
				: unreadable('it declares a document type, and reports never do');
		});
		this.parser.on('attribute', ({ name }) => {
			if (name.includes(':')) this.prefixed = true;
		});
		this.parser.on('opentag', (tag) =>
			this.opened(tag.name, tag.attributes as Record<string, string>),
		);
		this.parser.on('text', (text) => this.hold(text));
		this.parser.on('cdata', (text) => this.hold(text));
		this.parser.on('closetag', () => this.closed());
		this.parser.on('error', (error) => {
			if (!isHarmless(error)) throw unreadable(reason(error));
		});
	}

	/** Takes the next piece of text. Throws ApplianceError `unreadable` or `notAnAppliance`. */
	write(chunk: string): void {
		this.parser.write(chunk);
	}

	/** Ends the text and returns the root element. Throws ApplianceError where the text is cut off. */
	close(): XmlElement {
		this.parser.close();
		if (!this.root) throw unreadable('it is empty');
		return this.root;
	}

	private opened(name: string, attributes: Record<string, string>): void {
		if (this.open.length >= MAX_DEPTH) throw unreadable('it is nested too deeply');
		const element: XmlElement = {
			name: localName(name),
			// The library's own object has no prototype.
			attributes: this.prefixed ? byLocalName(attributes) : attributes,
			text: '',
			children: [],
		};
		this.prefixed = false;
		if (this.open.length === 0) {
			if (element.name.toLowerCase() === 'html') throw webPage();
			this.root = element;
		}
		this.open.push(element);
	}

	private hold(text: string): void {
		const { length } = this.open;
		if (length > 0) this.open[length - 1].text += text;
	}

	private closed(): void {
		const element = this.open.pop() as XmlElement;
		// Between child elements stands nothing but the layout.
		if (element.children.length > 0) element.text = '';
		const parent = this.open[this.open.length - 1];
		if (element.name === this.each) this.take(element);
		else parent?.children.push(element);
	}
}

const webPage = () =>
	new ApplianceError(
		'notAnAppliance',
		'The appliance answered with a web page instead of data.',
		"Check 'Host' in the credential: it must be the host name of the appliance's own site. Check also that the XML API is enabled (/login > Management > API Configuration).",
	);

/** Text to its root element. Throws ApplianceError `unreadable` or `notAnAppliance`. */
export function parseXml(text: string): XmlElement {
	const reader = new XmlReader();
	// The appliance's prolog stands first; anything else in front (a byte order mark, blank lines) is not its fault alone.
	reader.write(text.trimStart());
	return reader.close();
}
