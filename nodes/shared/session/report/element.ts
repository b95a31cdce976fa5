/** One XML element as a plain object: local name, attributes by local name, its own text, its child elements in order. */
export interface XmlElement {
	name: string;
	attributes: Record<string, string>;
	text: string;
	children: XmlElement[];
}

/** The first child of that name, if any. */
export const child = (element: XmlElement | undefined, name: string): XmlElement | undefined =>
	element?.children.find((candidate) => candidate.name === name);

/** All children of that name: none, one or many. */
export const children = (element: XmlElement | undefined, name: string): XmlElement[] =>
	element?.children.filter((candidate) => candidate.name === name) ?? [];

/** The text of the first child of that name, trimmed; empty where it is missing. */
export const textOf = (element: XmlElement | undefined, name: string): string =>
	child(element, name)?.text.trim() ?? '';
