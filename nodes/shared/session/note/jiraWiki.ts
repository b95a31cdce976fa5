import type { Block, Line, NoteDocument } from './document';
import { single } from './fit';
import type { Piece, Renderer } from './fit';
import { BREAK, ENTITY_START, inert, linkTarget } from './inert';

/**
 * Jira takes a backslash away only before these signs, and only where no other backslash stands before it. Source:
 * `BackslashEscapeRendererComponent` of Atlassian's renderer and its port in `@atlaskit/editor-wikimarkup-transformer`,
 * which Jira Cloud uses.
 */
const ESCAPABLE = /[-*_+?^~{}[\]()!]/g;

/**
 * - A typed backslash keeps a distance from the next sign: two are a line break, and a second one ends the escaping.
 * - Jira Cloud knows no escaped bar inside a table, so a typed bar becomes a broken one.
 * - A cell and a list item may begin with a list, a quotation or a heading.
 * - Jira Cloud looks for macros in tables before it looks for backslashes, hence the distance after a brace.
 */
export const escaped = (text: string) =>
	inert(text)
		.replace(/\\(?![\p{L}\p{N} ])/gu, `\\${BREAK}`)
		.replace(ENTITY_START, `&${BREAK}`)
		.replace(/[:;](?=[DPpd](?![\p{L}\p{N}]))/gu, `$&${BREAK}`)
		.replace(/\|/g, '¦')
		.replace(ESCAPABLE, '\\$&')
		.replace(/\{/g, `{${BREAK}`)
		.replace(/^(?=#|bq\.|h[1-6]\.)/i, BREAK);

/** The forced break keeps the text in its line, where neither `h1.` nor `bq.` means anything. */
const flowing = (text: string) => text.split('\n').map(escaped).join(' \\\\ ');

/** No name is set in bold: Jira Cloud reads what is bold twice, and the second time no backslash is left. */
const chatLine = ({ time, speaker, text }: Line) =>
	['*', escaped(time), `${escaped(speaker)}: ${flowing(text)}`]
		.filter((part) => part !== '')
		.join(' ');

/** An empty cell is no cell. */
const row = (cells: string[], bar: '|' | '||') =>
	`${bar}${cells.map((cell) => escaped(cell) || ' ').join(bar)}${bar}`;

const list = (lines: string[]): Piece => ({ open: '', lines, close: '' });

function pieceOf(block: Block): Piece {
	switch (block.kind) {
		case 'heading':
			return single(`h4. ${escaped(block.text)}`);
		case 'sentence':
			return single(escaped(block.text));
		case 'caption':
			return single(`h5. ${escaped(block.text)}`);
		case 'facts':
			return list(
				block.facts.map(({ label, value }) => `||${escaped(label)}|${flowing(value) || ' '}|`),
			);
		case 'lines':
			return list(block.lines.map(chatLine));
		case 'table':
			return {
				...list(block.rows.map((cells) => row(cells, '|'))),
				open: `${row(block.columns, '||')}\n`,
			};
		case 'links':
			return list(
				block.links.map(({ label, href }) => `* [${escaped(label)}|${linkTarget(href)}]`),
			);
	}
}

/** Jira's wiki mark-up: Data Center, and version 2 of Jira Cloud's API. */
export const jiraWiki: Renderer<NoteDocument> = {
	pieces: ({ title, blocks }) => [single(`h3. ${escaped(title)}`), ...blocks.map(pieceOf)],
	separator: '\n\n',
	notice: escaped,
};
