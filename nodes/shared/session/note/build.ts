import type { ChatLine, Session, Survey } from '../model';
import { facts } from './context';
import type { Context } from './context';
import type { Block, Fact, Line, NoteDocument, WebLink } from './document';
import { header } from './header';
import { namesFor } from './names';
import type { NoteSection, NoteSettings } from './options';
import { clockFor, label, oneLine, size, webAddress, writer } from './values';

/** Wider tables are unreadable in a ticket, and rows that share no columns are no table. */
const WIDEST_TABLE = 8;

/** What representatives say to each other is not for customers. No addressee is taken for everybody in the session. */
const forCustomers = ({ from, to }: ChatLine) =>
	from.type === 'customer' || ['customer', 'everyone'].includes(to?.type ?? 'everyone');

function chatLine({ names, clock }: Context, { at, from, to }: ChatLine, text: string): Line {
	const speaker = label(names.speaker(from));
	const aside = from.type === 'representative' && to?.type === 'representative' ? to : null;
	return {
		time: clock.short(at),
		speaker: aside ? `${speaker} to ${label(names.speaker(aside))}` : speaker,
		role: from.type,
		text,
	};
}

/** What the appliance says by itself has nobody to speak it. */
const speakerOf = ({ type, participant, name }: ChatLine['from']) =>
	type === 'system' ? null : JSON.stringify([type, participant ?? name]);

function chat(context: Context): Block[] {
	const { session, settings, names, writeChat } = context;
	// All of it is redacted together, also where customers do not read the question to which they read the answer.
	const written = writeChat(
		session.transcript.map(({ from, text }) => ({
			by: speakerOf(from),
			text: from.type === 'system' ? names.systemLine(text) : text,
		})),
	);
	const lines = session.transcript.flatMap((line, index) =>
		settings.forCustomer && !forCustomers(line) ? [] : chatLine(context, line, written[index]),
	);
	return lines.length > 0
		? [
				{ kind: 'heading', text: 'Chat' },
				{ kind: 'lines', lines },
			]
		: [];
}

function notes({ session, clock, write }: Context): Block[] {
	if (session.notes.length === 0) return [];
	const lines = session.notes.map(
		(note): Line => ({
			time: clock.short(note.at),
			speaker: label(note.by) || 'Representative',
			role: 'representative',
			text: write(note.text),
		}),
	);
	return [
		{ kind: 'heading', text: 'Notes' },
		{ kind: 'lines', lines },
	];
}

const DIRECTIONS = {
	toCustomer: 'to the customer',
	toRepresentative: 'from the customer',
	deleted: 'deleted',
};

function files({ session, settings, names, clock, write }: Context): Block[] {
	if (session.files.length === 0) return [];
	// A whole path tells about somebody's computer; customers read the name of the file.
	const shown = (path: string | null) =>
		settings.forCustomer ? ((path ?? '').split(/[\\/]/).pop() ?? '') : path;
	const rows = session.files.map((file) => [
		clock.short(file.at),
		oneLine(write(shown(file.name))),
		size(file.bytes),
		file.direction === null ? '' : DIRECTIONS[file.direction],
		label(names.byName(file.by)),
	]);
	return [
		{ kind: 'heading', text: 'Files' },
		{ kind: 'table', columns: ['Time', 'File', 'Size', 'Direction', 'By'], rows },
	];
}

/** A table where the rows share their columns, else each row as facts. */
function rowsAsBlocks(rows: Array<Record<string, string>>, write: Context['write']): Block[] {
	const columns = Object.keys(rows[0] ?? {});
	const share = (row: Record<string, string>) =>
		Object.keys(row).length === columns.length &&
		columns.every((column) => Object.hasOwn(row, column));
	const fits = columns.length > 0 && columns.length <= WIDEST_TABLE;
	if (rows.length > 1 && fits && rows.every(share)) {
		const cells = rows.map((row) => columns.map((column) => oneLine(write(row[column]))));
		return [{ kind: 'table', columns: columns.map(label), rows: cells }];
	}
	return rows
		.map((row): Fact[] =>
			facts(Object.entries(row).map(([name, value]) => [label(name), write(value)])),
		)
		.filter((row) => row.length > 0)
		.map((row) => ({ kind: 'facts', facts: row }));
}

function systemInformation({ session, write, clock }: Context): Block[] {
	const parts = session.systemInformation.flatMap(({ at, category, rows }): Block[] => {
		const blocks = rowsAsBlocks(rows, write);
		const name = [label(category), clock.short(at)].filter((part) => part !== '').join(', ');
		return blocks.length > 0 ? [{ kind: 'caption', text: name }, ...blocks] : [];
	});
	return parts.length > 0 ? [{ kind: 'heading', text: 'System information' }, ...parts] : [];
}

function surveys({ session, write, clock }: Context): Block[] {
	const all: Survey[] = [...session.surveys.customer, ...session.surveys.representative];
	const parts = all.flatMap(({ respondent, submittedAt, answers }): Block[] => {
		const who = respondent === 'customer' ? 'Customer' : 'Representative';
		const rows = answers.map(({ label: asked, question, answers: given }): [string, string] => [
			label(asked ?? question) || 'Question',
			given.map(write).join('\n'),
		]);
		const name = [who, clock.short(submittedAt)].filter((part) => part !== '').join(', ');
		const said = facts(rows);
		return said.length > 0
			? [
					{ kind: 'caption', text: name },
					{ kind: 'facts', facts: said },
				]
			: [];
	});
	return parts.length > 0 ? [{ kind: 'heading', text: 'Surveys' }, ...parts] : [];
}

function links({ session }: Context): Block[] {
	const { urls } = session;
	const found = [
		['Report', urls.report],
		['Chat', urls.chatView ?? urls.chatDownload],
		['Recording', urls.recordingView ?? urls.recordingDownload],
	].flatMap(([name, address]): WebLink[] => {
		const href = webAddress(address);
		return href === null ? [] : [{ label: name ?? '', href }];
	});
	return found.length > 0
		? [
				{ kind: 'heading', text: 'Links' },
				{ kind: 'links', links: found },
			]
		: [];
}

const SECTIONS: Record<NoteSection, (context: Context) => Block[]> = {
	header,
	chat,
	notes,
	files,
	systemInformation,
	surveys,
	links,
};

function completeness(session: Session): Block[] {
	if (session.complete) return [];
	const running = session.state === 'running' ? ' The session was still running.' : '';
	const text = `The report of this session was not complete when this note was written: parts may be missing.${running}`;
	return [{ kind: 'sentence', text }];
}

const SAID: Partial<Record<NoteSection, string>> = { systemInformation: 'system information' };

/** A summary says nothing of the chat; without this, its note would look like one of a session in which nobody wrote. */
function whatWasNotFetched({ notFetched }: NoteSettings): Block[] {
	if (notFetched.length === 0) return [];
	const names = notFetched.map((section) => SAID[section] ?? section).join(', ');
	return [{ kind: 'sentence', text: `Not fetched with this session: ${names}.` }];
}

/** A session as a note, free of any format: what a technician wants to know first stands first. */
export function documentFromSession(session: Session, settings: NoteSettings): NoteDocument {
	const context: Context = {
		session,
		settings,
		names: namesFor(session, settings.forCustomer),
		clock: clockFor(settings.timezone, session.startedAt),
		...writer(settings),
	};
	const sections = (Object.keys(SECTIONS) as NoteSection[]).filter((name) =>
		settings.sections.has(name),
	);
	return {
		title: settings.marker ?? `BeyondTrust session ${session.sessionId}`,
		blocks: [
			...completeness(session),
			...whatWasNotFetched(settings),
			...sections.flatMap((name) => SECTIONS[name](context)),
		],
	};
}
