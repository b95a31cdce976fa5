/**
 * What a note says, before any format. Every value is plain text as people wrote it, never mark-up: escaping is the
 * renderer's. Values may hold line feeds; labels, headings, captions, cells and speakers never do.
 */
export type Block =
	| { kind: 'heading'; text: string }
	| { kind: 'sentence'; text: string }
	| { kind: 'caption'; text: string }
	| { kind: 'facts'; facts: Fact[] }
	| { kind: 'lines'; lines: Line[] }
	| { kind: 'table'; columns: string[]; rows: string[][] }
	| { kind: 'links'; links: WebLink[] };

export interface Fact {
	label: string;
	value: string;
}

/** Something somebody said at a time; an automatic line has the role `system`. */
export interface Line {
	time: string;
	speaker: string;
	role: 'customer' | 'representative' | 'system';
	text: string;
}

/** `href` is an http or https address, checked. */
export interface WebLink {
	label: string;
	href: string;
}

/** `title` is the marker by which a desk finds the note again, where there is one; it comes first in every format. */
export interface NoteDocument {
	title: string;
	blocks: Block[];
}
