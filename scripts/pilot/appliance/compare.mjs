import { SaxesParser } from 'saxes';

/** The names that a specification declares, by kind. */
function namesOfSchema(text) {
	const found = { element: new Set(), attribute: new Set() };
	const parser = new SaxesParser();
	parser.on('doctype', () => {
		throw new Error('it declares a document type');
	});
	parser.on('opentag', ({ name, attributes }) => {
		const kind = name.replace(/^.*:/, '');
		const declared = (attributes.name ?? attributes.ref ?? '').replace(/^.*:/, '');
		if (Object.hasOwn(found, kind) && declared !== '') found[kind].add(declared);
	});
	parser.on('error', (error) => {
		throw new Error(`it is not readable XML (${error.message.slice(0, 100)})`);
	});
	parser.write(text).close();
	if (found.element.size === 0) throw new Error('it declares no element');
	return found;
}

/** Placeholders go by any name. */
const withoutNames = (path) => path.replace(/\{[^}]*\}/g, '{}');

/** An OpenAPI file needs no YAML parser here: only the names that occur as keys or as names of parameters. */
function namesOfOpenApi(text) {
	if (!/^\s*['"]?openapi['"]?\s*:/m.test(text)) throw new Error('it is no OpenAPI file');
	const paths = [...text.matchAll(/^\s*['"]?(\/[^'":\s]*)['"]?\s*:/gm)].map(([, path]) => path);
	const keys = [...text.matchAll(/([\w-]+)['"]?\s*:/g)].map(([, key]) => key);
	const parameters = [...text.matchAll(/\bname\s*:\s*['"]?([\w-]+)/g)].map(([, name]) => name);
	return {
		path: new Set(paths.map(withoutNames)),
		field: new Set([...keys, ...parameters]),
	};
}

/**
 * Holds a specification against what is assumed of it.
 *
 * @param file its name; the ending tells the form (`.xsd` or `.yaml`)
 * @param assumed as in assumptions.mjs
 * @returns `{ confirmed: number, absent: [{ kind, name, neededFor }] }`
 * @throws Error with a reason where the text is no such specification
 */
export function compare(file, text, assumed) {
	const declared = file.endsWith('.xsd') ? namesOfSchema(text) : namesOfOpenApi(text);
	const isDeclared = (kind, name) =>
		name.split('|').some((one) => declared[kind].has(kind === 'path' ? withoutNames(one) : one));
	const all = assumed.flatMap(({ kind, names, neededFor }) =>
		names.map((name) => ({ kind, name, neededFor })),
	);
	const absent = all.filter(({ kind, name }) => !isDeclared(kind, name));
	return { confirmed: all.length - absent.length, absent };
}
