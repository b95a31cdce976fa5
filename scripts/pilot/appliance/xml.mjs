import { SaxesParser } from 'saxes';

const localName = (name) => name.replace(/^.*:/, '');

/**
 * A document as elements `{ name, attributes, children, text }`, without prefixes.
 *
 * @returns `null` for what is no readable XML, or declares a document type
 */
export function xmlIn(text) {
	const root = { name: '', attributes: {}, children: [], text: '' };
	const open = [root];
	const parser = new SaxesParser();
	let isBad = false;
	const fail = () => {
		isBad = true;
	};
	parser.on('doctype', fail);
	parser.on('error', fail);
	parser.on('opentag', ({ name, attributes }) => {
		const element = { name: localName(name), attributes, children: [], text: '' };
		open.at(-1).children.push(element);
		open.push(element);
	});
	parser.on('closetag', () => open.pop());
	const more = (piece) => {
		open.at(-1).text += piece;
	};
	parser.on('text', more);
	parser.on('cdata', more);
	parser.write(text);
	if (!isBad) parser.close();
	return isBad ? null : (root.children[0] ?? null);
}

export const childrenOf = (element, name) =>
	(element?.children ?? []).filter((one) => one.name === name);

export const childOf = (element, name) => childrenOf(element, name)[0];

export const textOf = (element, name) => (childOf(element, name)?.text ?? '').trim();

/** Elements of a name, however deep. */
export const allOf = (element, name) =>
	(element?.children ?? []).flatMap((one) => [
		...(one.name === name ? [one] : []),
		...allOf(one, name),
	]);

/** Texts and values of attributes of a document. */
export const valuesOf = (element) => [
	...Object.values(element.attributes),
	element.text,
	...element.children.flatMap(valuesOf),
];

/** Names of its elements and attributes. */
export const namesOf = (element) => [
	...[element.name, ...Object.keys(element.attributes)],
	...element.children.flatMap(namesOf),
];
