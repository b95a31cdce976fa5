import type { ApplianceOptions } from './options.mts';

export interface XmlElement {
	name: string;
	attributes: Record<string, string | number>;
	/** Text, children, or nothing at all (`<name/>`). */
	content?: string | XmlElement[];
}

export type ApiFamily = 'command' | 'reporting';

const namespaces: Record<ApplianceOptions['namespace'], string> = {
	bomgar: 'http://www.bomgar.com/namespaces/API/',
	beyondtrust: 'https://www.beyondtrust.com/namespaces/API/',
	sra: 'http://www.beyondtrust.com/sra/namespaces/API/',
};

/** Namespace of an API family in one of the three spellings seen in the field (reference, 2.2). */
export const namespaceOf = (spelling: ApplianceOptions['namespace'], family: ApiFamily): string =>
	namespaces[spelling] + family;

// XML 1.0 has no way to write these, not even as a character reference.
const unwritable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu;

/** Whether XML 1.0 can hold the text; if not, the appliance sends it base64-encoded. */
export const isWritable = (text: string): boolean => text.search(unwritable) === -1;

export const escapeXml = (text: string): string =>
	text
		.replace(unwritable, '\ufffd')
		.replace(/&/g, '&amp;')
		.replace(/</g, '&lt;')
		.replace(/>/g, '&gt;')
		.replace(/\r/g, '&#13;');

const escapeAttribute = (text: string): string =>
	escapeXml(text).replace(/"/g, '&quot;').replace(/\n/g, '&#10;').replace(/\t/g, '&#9;');

export function element(
	name: string,
	content?: string | number | XmlElement[],
	attributes: Record<string, string | number> = {},
): XmlElement {
	return { name, attributes, content: typeof content === 'number' ? String(content) : content };
}

/** Start tag without its closing bracket. */
const openTag = ({ name, attributes }: XmlElement): string =>
	[
		`<${name}`,
		...Object.entries(attributes).map(([key, value]) => `${key}="${escapeAttribute(`${value}`)}"`),
	].join(' ');

/** Writes an element, one line a child, indented by tabs as the appliance does. */
export function writeElement(node: XmlElement, depth = 0): string {
	const pad = '\t'.repeat(depth);
	const { name, content } = node;
	if (content === undefined) return `${pad}${openTag(node)}/>\n`;
	if (typeof content === 'string') {
		return `${pad}${openTag(node)}>${escapeXml(content)}</${name}>\n`;
	}
	const children = content.map((child) => writeElement(child, depth + 1)).join('');
	return `${pad}${openTag(node)}>\n${children}${pad}</${name}>\n`;
}

/** The prolog and the blank line that recorded answers put between it and the root (reference, 2.1). */
export const prolog = '<?xml version="1.0" encoding="UTF-8"?>\n\n';

/** Recorded answers end in several newlines. */
export const trailer = '\n\n\n';

/** A whole answer: prolog, blank line, the root in its namespace, trailing newlines. */
export function writeDocument(root: XmlElement, namespace: string): string {
	const attributes = { xmlns: namespace, ...root.attributes };
	return prolog + writeElement({ ...root, attributes }) + trailer;
}
