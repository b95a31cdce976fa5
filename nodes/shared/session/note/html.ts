import { escapedHtml as escaped } from '../escape';
import type { Block, Fact, Line, NoteDocument } from './document';
import { single } from './fit';
import type { Piece, Renderer } from './fit';

const multiline = (text: string) => escaped(text).replaceAll('\n', '<br>');

const table = (rows: string[], head = ''): Piece => ({
	open: `<table>${head}\n`,
	lines: rows,
	close: '\n</table>',
});

const fact = ({ label, value }: Fact) =>
	`<tr><th>${escaped(label)}</th><td>${multiline(value)}</td></tr>`;

function chatLine({ time, speaker, role, text }: Line): string {
	const before = time === '' ? '' : `${escaped(time)} `;
	const said = `<strong>${escaped(speaker)}</strong>: ${multiline(text)}`;
	return `<li>${before}${role === 'system' ? `<em>${said}</em>` : said}</li>`;
}

const row = (cells: string[], tag: 'td' | 'th') =>
	`<tr>${cells.map((cell) => `<${tag}>${multiline(cell)}</${tag}>`).join('')}</tr>`;

function pieceOf(block: Block): Piece {
	switch (block.kind) {
		case 'heading':
			return single(`<h3>${escaped(block.text)}</h3>`);
		case 'sentence':
			return single(`<p><em>${escaped(block.text)}</em></p>`);
		case 'caption':
			return single(`<p><strong>${escaped(block.text)}</strong></p>`);
		case 'facts':
			return table(block.facts.map(fact));
		case 'lines':
			return { open: '<ul>\n', lines: block.lines.map(chatLine), close: '\n</ul>' };
		case 'table':
			return table(
				block.rows.map((cells) => row(cells, 'td')),
				row(block.columns, 'th'),
			);
		case 'links':
			return {
				open: '<ul>\n',
				lines: block.links.map(
					({ label, href }) => `<li><a href="${escaped(href)}">${escaped(label)}</a></li>`,
				),
				close: '\n</ul>',
			};
	}
}

/**
 * HTML of h3, p, table, tr, th, td, ul, li, strong, em, br and a; the only attribute is the `href` of the session's own
 * addresses. Nothing anybody typed becomes more than text.
 */
export const html: Renderer<NoteDocument> = {
	pieces: ({ title, blocks }) => [single(`<h3>${escaped(title)}</h3>`), ...blocks.map(pieceOf)],
	separator: '\n',
	notice: (sentence) => `<p><em>${escaped(sentence)}</em></p>`,
};
