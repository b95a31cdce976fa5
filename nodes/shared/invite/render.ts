import { InputError } from '../session/errors';
import { escapedHtml } from '../session/escape';
import { cleaned } from '../session/text';
import { expiryText } from './expires';
import type { Invite, InviteDraft, InviteKey, InviteTemplates } from './model';
import { assertAddress, placeOf } from './place';
import type { Token, Variable } from './template';
import { tokensOf } from './template';
import { BLOCK, BUILT_IN } from './variables';
import type { BuiltIn } from './variables';
import { assertWayIn } from './wayIn';

/** A mail client shows far less. */
const LONGEST_SUBJECT = 255;

const FIELDS: Record<keyof InviteTemplates, string> = {
	subject: 'Subject',
	text: 'Text',
	html: 'HTML',
	blockText: 'Invite Block (Text)',
	blockHtml: 'Invite Block (HTML)',
};

/** Stands for the key while an invite is checked before there is one. */
const PLACEHOLDER: InviteKey = {
	code: 'placeholder0code',
	url: 'https://placeholder.invalid/?ak=placeholder0link',
	expiresAt: '2026-01-01T00:00:00.000Z',
	queueName: 'Queue',
};

/** An invite that lacks nothing but its session key. */
export interface PreparedInvite {
	/** Whether the templates use a variable. */
	uses(name: BuiltIn): boolean;
	/** The invite for a key. */
	render(key: InviteKey): Invite;
}

type Values = ReadonlyMap<string, string>;

function taken(templates: InviteTemplates, own: ReadonlyMap<string, string>) {
	const inBlock = new Set<string>([...BUILT_IN, ...own.keys()]);
	const anywhere = new Set([BLOCK, ...inBlock]);
	const tokens = (part: keyof InviteTemplates, known: ReadonlySet<string>) =>
		tokensOf(templates[part], known, FIELDS[part]);
	return {
		blockText: tokens('blockText', inBlock),
		blockHtml: tokens('blockHtml', inBlock),
		subject: tokens('subject', anywhere),
		text: tokens('text', anywhere),
		html: tokens('html', anywhere),
	};
}

const filled = (tokens: Token[], valueOf: (variable: Variable) => string) =>
	tokens.map((token) => (typeof token === 'string' ? token : valueOf(token))).join('');

/** Every value is put in once: what looks like a variable in a value stays as it is. */
function filledText(tokens: Token[], block: Token[], values: Values): string {
	return filled(tokens, ({ name }) =>
		name === BLOCK ? filledText(block, [], values) : (values.get(name) ?? ''),
	);
}

function filledHtml(
	parts: { template: string; tokens: Token[] },
	block: { template: string; tokens: Token[] } | null,
	values: Values,
): string {
	return filled(parts.tokens, (variable) => {
		const place = placeOf(parts.template, variable);
		if (variable.name === BLOCK && block) {
			if (place !== 'text') throw blockInTag();
			return filledHtml(block, null, values);
		}
		const value = values.get(variable.name) ?? '';
		if (place === 'address') assertAddress(variable.name, value);
		return place === 'text' ? escapedHtml(value).replaceAll('\n', '<br>') : escapedHtml(value);
	});
}

const blockInTag = () =>
	new InputError(
		`$${BLOCK} is a block and cannot be used inside a tag.`,
		'Use $LINKTOREMOTE for an address. No session key was made.',
		'HTML',
	);

/** Throws InputError for line breaks and control characters, which could add headers to a mail. */
function assertSubject(subject: string, required: boolean): void {
	const refused = (message: string) =>
		new InputError(message, 'Correct it. No session key was made.', 'Subject');
	if (/[\p{Cc}\p{Zl}\p{Zp}]/u.test(subject)) {
		throw refused('It holds a line break or another control character.');
	}
	if (required && subject.trim() === '') throw refused('It is empty.');
	if (subject.length > LONGEST_SUBJECT) {
		throw refused(
			`It has ${subject.length} characters with its variables filled in, and at most ${LONGEST_SUBJECT} are allowed.`,
		);
	}
}

const namesIn = (...lists: Token[][]) =>
	new Set(lists.flat().flatMap((token) => (typeof token === 'string' ? [] : token.name)));

const oneLine = (text: string) => cleaned(text).replace(/\s+/g, ' ').trim();

/**
 * Checks everything about an invite that can be checked before there is a session key, so that a faulty template makes
 * none: unknown variables, a subject that is not one line, values where they could do harm, a body without a way in.
 * Throws InputError naming the field.
 */
export function prepareInvite(draft: InviteDraft): PreparedInvite {
	const { recipient, templates, variables: own, timezone, language } = draft;
	const tokens = taken(templates, own);
	const valuesFor = (key: InviteKey, value: (text: string) => string): Values =>
		new Map([
			...[...own].map(([name, text]): [string, string] => [name, value(text)]),
			['LINKTOREMOTE', key.url],
			['REMOTESESSIONCODE', key.code],
			['EXPIRES', expiryText(key.expiresAt, timezone, language)],
			['QUEUENAME', oneLine(key.queueName)],
			['RECIPIENT', recipient ?? ''],
		]);
	const subjectFor = (values: Values) => filledText(tokens.subject, tokens.blockText, values);
	const render = (key: InviteKey): Invite => {
		const values = valuesFor(key, cleaned);
		const invite = {
			recipient,
			subject: cleaned(subjectFor(values)).trim(),
			text: filledText(tokens.text, tokens.blockText, values),
			html: filledHtml(
				{ template: templates.html, tokens: tokens.html },
				{ template: templates.blockHtml, tokens: tokens.blockHtml },
				values,
			),
		};
		assertWayIn(invite, key);
		return invite;
	};
	assertSubject(subjectFor(valuesFor(PLACEHOLDER, (text) => text)), recipient !== null);
	render(PLACEHOLDER);
	const used = namesIn(tokens.subject, tokens.text, tokens.html);
	if (used.has(BLOCK)) {
		for (const name of namesIn(tokens.blockText, tokens.blockHtml)) used.add(name);
	}
	return { uses: (name) => used.has(name), render };
}
