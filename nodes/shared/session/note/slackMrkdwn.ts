import type { Block, Line, NoteDocument } from './document';
import { single } from './fit';
import type { Piece, Renderer } from './fit';
import { inert, linkTarget } from './inert';

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** Slack has no sign that takes the meaning from these, so signs that look the same stand for them. */
const LOOK_ALIKES: Record<string, string> = { '*': '∗', '~': '∼', '`': 'ˋ', _: 'ˍ' };

/** An underscore within a word means nothing, and stays for the sake of file names. */
const escaped = (text: string) =>
	inert(text)
		.replace(/[*~`]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, (sign) => LOOK_ALIKES[sign])
		.replace(/[&<>]/g, (sign) => ENTITIES[sign]);

/** No typed line stands at the left, where `>` is a quotation and a line could pass for one of ours. */
const flowing = (text: string) => escaped(text).replaceAll('\n', '\n│ ');

const wrapped = (sign: string, text: string) => (text === '' ? '' : `${sign}${text}${sign}`);

const strong = (text: string) => wrapped('*', escaped(text));

const chatLine = ({ time, speaker, text }: Line) =>
	['•', escaped(time), `${strong(speaker)}: ${flowing(text)}`]
		.filter((part) => part !== '')
		.join(' ');

const list = (lines: string[]): Piece => ({ open: '', lines, close: '' });

function pieceOf(block: Block): Piece {
	switch (block.kind) {
		case 'heading':
		case 'caption':
			return single(strong(block.text));
		case 'sentence':
			return single(wrapped('_', escaped(block.text)));
		case 'facts':
			return list(
				block.facts.map(({ label, value }) => `• ${strong(`${label}:`)} ${flowing(value)}`),
			);
		case 'lines':
			return list(block.lines.map(chatLine));
		case 'table':
			return {
				...list(block.rows.map((cells) => `• ${cells.map(escaped).join(' | ')}`)),
				open: `• ${block.columns.map(strong).join(' | ')}\n`,
			};
		case 'links':
			return list(
				block.links.map(
					({ label, href }) => `• <${linkTarget(href).replaceAll('&', '&amp;')}|${escaped(label)}>`,
				),
			);
	}
}

/** Slack's mrkdwn, as text of `chat.postMessage` or of a section block. It pings nobody. */
export const slackMrkdwn: Renderer<NoteDocument> = {
	pieces: ({ title, blocks }) => [single(strong(title)), ...blocks.map(pieceOf)],
	separator: '\n\n',
	notice: (sentence) => wrapped('_', escaped(sentence)),
};
