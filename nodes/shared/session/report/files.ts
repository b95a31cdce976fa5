import { child } from './element';
import type { XmlElement } from './element';
import { filled, inLists } from './values';

/** What an event says of a file, as text. */
export interface NamedFile {
	name: string | null;
	size: string | null;
}

const isNamed = ({ name, size }: NamedFile) => name !== null || size !== null;

/** Files told by child elements: of the event itself, or of each `file` in its `files`. */
export const namedInElements = (event: XmlElement): NamedFile[] =>
	[event, ...inLists(event, 'files', 'file')]
		.map((file) => ({
			name: filled(child(file, 'filename')?.text),
			size: filled(child(file, 'filesize')?.text),
		}))
		.filter(isNamed);

/**
 * Files told by `data/value`: in one block, in a block for each file, or in a block for each value. As many names as sizes
 * belong together in their order; else a name or size that a file has already starts the next one.
 */
function namedInData(event: XmlElement): NamedFile[] {
	const values = inLists(event, 'data', 'value').flatMap(({ attributes, text }) => {
		const value = filled(attributes.value ?? text);
		return value === null ? [] : [{ kind: attributes.name, value }];
	});
	const names = values.filter(({ kind }) => kind === 'filename');
	const sizes = values.filter(({ kind }) => kind === 'filesize');
	if (names.length === sizes.length) {
		return names.map(({ value }, index) => ({ name: value, size: sizes[index].value }));
	}
	const files: NamedFile[] = [];
	for (const { kind, value } of values) {
		const part = kind === 'filename' ? 'name' : kind === 'filesize' ? 'size' : null;
		if (part === null) continue;
		const last = files.at(-1);
		if (last && last[part] === null) last[part] = value;
		else files.push({ name: null, size: null, [part]: value });
	}
	return files;
}

/**
 * The files of an event, each once, in whichever of the two ways it is told (child elements, or `data/value` as recorded
 * of Privileged Remote Access in 2024). A file told in both ways is the same one: by its name, or its size alone where a
 * way tells no name.
 */
export function filesIn(event: XmlElement): NamedFile[] {
	const files = namedInElements(event);
	const told = files.length;
	const taken = new Set<number>();
	for (const file of namedInData(event)) {
		const same = files.findIndex(
			(one, index) =>
				index < told &&
				!taken.has(index) &&
				(file.name === null || one.name === null || file.name === one.name),
		);
		if (same < 0) {
			files.push(file);
			continue;
		}
		taken.add(same);
		files[same] = { name: files[same].name ?? file.name, size: files[same].size ?? file.size };
	}
	return files;
}
