import { Refusal } from './queue.mts';
import {
	everyone,
	system,
	type InformationCategory,
	type Party,
	type Session,
	type SharedFile,
	type SurveyAnswer,
} from './session.mts';
import { unixNow } from './wire.mts';
import type { World } from './world.mts';

/** Who speaks: the customer, the session's owner, the system, or a representative by id. */
export type Speaker = 'customer' | 'representative' | 'system' | number;

export interface ChatOptions {
	/** Addressee; the other side of the conversation without it. */
	to?: Speaker | 'everyone';
	/** Unix seconds. */
	at?: number;
}

const defaultInformation: InformationCategory[] = [
	{ name: 'OS', rows: [{ Name: 'Windows 11 Enterprise', Version: '23H2' }] },
	{
		name: 'Disks',
		rows: [
			{ Drive: 'C:', Size: '475 GB', Free: '201 GB' },
			{ Drive: 'D:', Size: '931 GB', Free: '12 GB' },
		],
	},
];

export function partyFor(world: World, session: Session, speaker: Speaker): Party {
	if (speaker === 'customer') return world.sessions.customerOf(session);
	if (speaker === 'system') return system;
	const participant =
		speaker === 'representative'
			? world.sessions.ownerOf(session)
			: session.representatives.find(({ profile }) => profile.id === speaker);
	if (!participant) throw new Refusal('The representative is not a member of the session.');
	return world.sessions.partyOf(participant);
}

/** The other side: the owner for a customer, the customer for everybody else. */
function addressee(world: World, session: Session, speaker: Speaker): Party | undefined {
	if (speaker !== 'customer') return world.sessions.customerOf(session);
	const owner = world.sessions.ownerOf(session);
	return owner && world.sessions.partyOf(owner);
}

export function chat(
	world: World,
	session: Session,
	from: Speaker,
	{ body, to, at }: ChatOptions & { body: string },
): void {
	world.sessions.add(session, {
		at: at ?? unixNow(),
		type: 'Chat Message',
		by: partyFor(world, session, from),
		to: addresseeFor(world, session, from, to),
		body,
	});
}

function addresseeFor(
	world: World,
	session: Session,
	from: Speaker,
	to: ChatOptions['to'],
): Party | undefined {
	if (to === 'everyone') return everyone;
	return to === undefined ? addressee(world, session, from) : partyFor(world, session, to);
}

export function note(world: World, session: Session, text: string, from?: Speaker): void {
	const by = partyFor(
		world,
		session,
		from ?? (session.owner === null ? 'system' : 'representative'),
	);
	world.sessions.add(session, { at: unixNow(), type: 'Session Note Added', by, body: text });
}

/** "File Upload" goes from the representative to the customer, "File Download" is performed by the customer. */
export function transferFile(
	world: World,
	session: Session,
	direction: 'upload' | 'download',
	file: SharedFile,
): void {
	const customer = partyFor(world, session, 'customer');
	const representative = partyFor(world, session, 'representative');
	const upload = direction === 'upload';
	const people = {
		by: upload ? representative : customer,
		to: upload ? customer : representative,
	};
	world.sessions.add(session, {
		at: unixNow(),
		type: upload ? 'File Upload' : 'File Download',
		...people,
		...file,
	});
	if (world.options.fileFacts === 'elements') return;
	// Who writes the facts into `data` also tells the end of a transfer by an event of its own (reference, 12).
	world.sessions.add(session, {
		at: unixNow(),
		type: 'File Transfer Complete',
		...people,
		data: [
			{ name: 'filename', value: file.filename },
			{ name: 'sha256', value: '0'.repeat(64) },
		],
	});
}

/** A file that the representative removes from the customer's computer. */
export function deleteFile(world: World, session: Session, file: SharedFile): void {
	world.sessions.add(session, {
		at: unixNow(),
		type: 'File Deleted',
		by: partyFor(world, session, 'representative'),
		to: partyFor(world, session, 'customer'),
		...file,
	});
}

export function shareFiles(world: World, session: Session, files: SharedFile[]): void {
	const by = partyFor(world, session, 'customer');
	const to = partyFor(world, session, 'representative');
	world.sessions.add(session, { at: unixNow(), type: 'Files Shared', by, to, files });
}

export function systemInformation(
	world: World,
	session: Session,
	categories = defaultInformation,
): void {
	world.sessions.add(session, {
		at: unixNow(),
		type: 'System Information Retrieved',
		by: partyFor(world, session, 'customer'),
		to: addressee(world, session, 'customer'),
		systemInformation: categories,
	});
}

/** A filled exit survey, with its outbound event; the answers come from the survey reports. */
export function survey(
	world: World,
	session: Session,
	respondent: 'customer' | 'representative',
	answers: SurveyAnswer[],
): void {
	const by = partyFor(world, session, respondent);
	session.surveys.push({ respondent, at: unixNow(), by, answers });
	const customer = respondent === 'customer';
	world.sessions.add(session, {
		at: unixNow(),
		type: customer ? 'Customer Exit Survey' : 'Representative Exit Survey',
		by,
	});
	world.outbound.notify(
		session,
		`support_conference_${customer ? 'customer' : 'rep'}_exit_survey_completed`,
	);
}

/** Sets, changes and (with an empty text) clears custom attributes; the external key is one of them. */
export function setAttributes(
	world: World,
	session: Session,
	attributes: Record<string, string>,
): void {
	for (const [code, value] of Object.entries(attributes)) {
		if (value === '') delete session.attributes[code];
		else session.attributes[code] = value;
	}
	if (attributes.external_key === undefined) return;
	session.externalKey = attributes.external_key;
	world.sessions.add(session, {
		at: unixNow(),
		type: 'External Key',
		by: system,
		body: session.externalKey,
	});
}
