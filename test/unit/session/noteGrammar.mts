/**
 * Strict readers of the formats that are lines of text. Each knows the lines a note may consist of, and what may stand
 * where people's words stand; everything else is told. They know nothing of how the notes are written.
 */

interface Grammar {
	/** A run of what people typed, made harmless. */
	typed: string;
	/** What may not occur in such a run although each sign may. */
	active: RegExp[];
	/** The lines there are. `T` stands for typed words, `U` for an address. */
	lines: string[];
}

const ADDRESS = 'https?://[^\\s"\'<>()[\\]{}|\\\\^`*$]+';

/** Made active by desks and chats in plain text already. */
const ACTIVE_ANYWHERE = [/@(?![\u200b\s]|$)/, /\w@(?!\s|$)/, /:\/\//, /www\.\S/i, /mailto:\S/i];

const EMOJI = /:(?!\d\d:)[\w+-]+:/;

const GRAMMARS: Record<'markdown' | 'jiraWiki' | 'slackMrkdwn', Grammar> = {
	markdown: {
		typed: '(?:\\\\[!-/:-@[-`{-~]|&(?!#?\\w+;)|[^\\\\`*_{}[\\]<>#|~$^=&])*',
		active: [...ACTIVE_ANYWHERE, EMOJI],
		lines: [
			'#{3,4} T',
			'\\*T\\*',
			'\\*\\*T\\*\\*',
			'- (?:T )?(?:\\*\\*T\\*\\*)?: T',
			'- \\*\\*T:\\*\\* T',
			'  (?![-+:=>#\\s]|\\d+[.)])T',
			'  \u00a0 *',
			'\\|(?: T \\|)+',
			'- \\[T\\]\\(U\\)',
			'\\|(?: --- \\|)+',
		],
	},
	jiraWiki: {
		typed:
			'(?:\\\\[-*_+?^~}[\\]()!]|\\\\\\{\u200b|\\\\\u200b|\\\\(?=[\\p{L}\\p{N} ])|&(?!#?\\w+;)|[^-\\\\*_+?^~{}[\\]()!|&])*',
		active: [
			...ACTIVE_ANYWHERE,
			/[:;][DPpd](?![\p{L}\p{N}])/u,
			/[:;][()]/,
			/(?:^\* |\|)(?:#|bq\.|h\d\.)/i,
			/(?:^|[^\\])(?:\\\\)+[-*_{[(]/,
		],
		lines: [
			'h[345]\\. T',
			// Our own sentences, which begin with a capital and end with a point.
			'(?:The report of this|This note was cut) T\\.',
			'\\* (?:T )?T: T(?: \\\\\\\\ T)*',
			'\\|\\|T\\|T(?: \\\\\\\\ T)*\\|',
			'(?:\\|\\|T)+\\|\\|',
			'(?:\\|T)+\\|',
			'\\* \\[T\\|U\\]',
		],
	},
	slackMrkdwn: {
		typed: '(?:&(?:amp|lt|gt);|(?<=[\\p{L}\\p{N}])_(?=[\\p{L}\\p{N}])|[^&<>*~`_])*',
		active: [...ACTIVE_ANYWHERE, EMOJI],
		lines: [
			'\\*T\\*',
			'_T_',
			'• (?:T )?(?:\\*T\\*)?: T',
			'• \\*T:\\* T',
			'• (?:\\*T\\*| \\| )*',
			'• T',
			'│ T',
			'• <U\\|T>',
		],
	},
};

function readerOf({ typed, active, lines }: Grammar): (text: string) => string[] {
	const forms = lines.map(
		(line) => new RegExp(`^(?:${line.replaceAll('T', typed).replaceAll('U', ADDRESS)})$`, 'u'),
	);
	const isLink = /(?:[(|<])https?:\/\/[^\s)|\]]+/g;
	return (text) =>
		text.split('\n').filter((line) => {
			if (line === '') return false;
			const words = line.replace(isLink, '');
			return !forms.some((form) => form.test(line)) || active.some((form) => form.test(words));
		});
}

/** The lines of a note that are none, by format. */
export const faultsIn = {
	markdown: readerOf(GRAMMARS.markdown),
	jiraWiki: readerOf(GRAMMARS.jiraWiki),
	slackMrkdwn: readerOf(GRAMMARS.slackMrkdwn),
};
