import type { Block, Fact, Line, NoteDocument, WebLink } from './document';
import { single } from './fit';
import type { Piece, Renderer } from './fit';

interface Mark {
	type: 'strong' | 'em' | 'link';
	attrs?: { href: string };
}

interface Node {
	type: string;
	attrs?: { level: number };
	content?: Node[];
	text?: string;
	marks?: Mark[];
}

const STRONG: Mark = { type: 'strong' };
const EMPHASIS: Mark = { type: 'em' };

/** Text nodes hold what people typed as it is: nothing in them is read as mark-up. An empty one is not allowed. */
function inline(text: string, ...marks: Mark[]): Node[] {
	return text.split('\n').flatMap((line, index): Node[] => {
		const before: Node[] = index > 0 ? [{ type: 'hardBreak' }] : [];
		if (line === '') return before;
		return [...before, { type: 'text', text: line, ...(marks.length > 0 ? { marks } : {}) }];
	});
}

const paragraph = (content: Node[]): Node => ({ type: 'paragraph', content });

const heading = (level: number, text: string): Node => ({
	type: 'heading',
	attrs: { level },
	content: inline(text),
});

const cell = (type: 'tableHeader' | 'tableCell', text: string): Node => ({
	type,
	content: [paragraph(inline(text))],
});

const row = (content: Node[]): Node => ({ type: 'tableRow', content });

const fact = ({ label, value }: Fact) =>
	row([cell('tableHeader', label), cell('tableCell', value)]);

const listItem = (content: Node[]): Node => ({ type: 'listItem', content: [paragraph(content)] });

function chatLine({ time, speaker, role, text }: Line): Node {
	const marks = role === 'system' ? [STRONG, EMPHASIS] : [STRONG];
	return listItem([
		...inline(time === '' ? '' : `${time} `),
		...inline(speaker, ...marks),
		...inline(`: ${text}`, ...(role === 'system' ? [EMPHASIS] : [])),
	]);
}

const link = ({ label, href }: WebLink) =>
	listItem(inline(label, { type: 'link', attrs: { href } }));

const written = (node: Node) => JSON.stringify(node);

/** A node whose children are cut apart where a note is too long. `head` stands before each part. */
const parent = (type: 'table' | 'bulletList', children: Node[], head = ''): Piece => ({
	open: `{"type":"${type}","content":[${head}`,
	lines: children.map(written),
	close: ']}',
});

function pieceOf(block: Block): Piece {
	switch (block.kind) {
		case 'heading':
			return single(written(heading(4, block.text)));
		case 'sentence':
			return single(written(paragraph(inline(block.text, EMPHASIS))));
		case 'caption':
			return single(written(paragraph(inline(block.text, STRONG))));
		case 'facts':
			return parent('table', block.facts.map(fact));
		case 'lines':
			return parent('bulletList', block.lines.map(chatLine));
		case 'table':
			return parent(
				'table',
				block.rows.map((cells) => row(cells.map((text) => cell('tableCell', text)))),
				`${written(row(block.columns.map((text) => cell('tableHeader', text))))},`,
			);
		case 'links':
			return parent('bulletList', block.links.map(link));
	}
}

/**
 * Atlassian Document Format, version 1, as JSON text: headings, paragraphs, tables and bullet lists; marks for strong,
 * emphasis and the session's own links. Source: Atlassian's published schema, json-schema/v1/full.json of
 * `@atlaskit/adf-schema`. `maxLength` counts the JSON text.
 */
export const adf: Renderer<NoteDocument> = {
	pieces: ({ title, blocks }) => [single(written(heading(3, title))), ...blocks.map(pieceOf)],
	separator: ',',
	lineSeparator: ',',
	frame: ['{"type":"doc","version":1,"content":[', ']}'],
	notice: (sentence) => written(paragraph(inline(sentence, EMPHASIS))),
	shortest: 400,
};
