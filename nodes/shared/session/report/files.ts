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

/** Hands out the places of files that were told in elements, each once: those of a name, or any that is left. */
class Places {
	private readonly byName = new Map<string | null, number[]>();

	private readonly taken = new Set<number>();

	private first = 0;

	constructor(private readonly files: NamedFile[]) {
		files.forEach(({ name }, index) => {
			const places = this.byName.get(name);
			if (places) places.push(index);
			else this.byName.set(name, [index]);
		});
		for (const places of this.byName.values()) places.reverse();
	}

	/** The place of a file of that name, else of one without a name; of any file where the name is null. */
	take(name: string | null): number | undefined {
		const place = name === null ? this.any() : (this.popped(name) ?? this.popped(null));
		if (place !== undefined) this.taken.add(place);
		return place;
	}

	private popped(name: string | null): number | undefined {
		const places = this.byName.get(name) ?? [];
		let place = places.pop();
		while (place !== undefined && this.taken.has(place)) place = places.pop();
		return place;
	}

	private any(): number | undefined {
		while (this.taken.has(this.first)) this.first++;
		return this.first < this.files.length ? this.first : undefined;
	}
}

/**
 * The files of an event, each once, in whichever of the two ways it is told (child elements, or `data/value` as recorded
 * of Privileged Remote Access in 2024). A file told in both ways is the same one: by its name, or its size alone where a
 * way tells no name.
 */
export function filesIn(event: XmlElement): NamedFile[] {
	const files = namedInElements(event);
	const places = new Places([...files]);
	for (const file of namedInData(event)) {
		const place = places.take(file.name);
		if (place === undefined) {
			files.push(file);
			continue;
		}
		const { name, size } = files[place];
		files[place] = { name: name ?? file.name, size: size ?? file.size };
	}
	return files;
}
