import { confirmed, contradicted, count, notSeen } from '../findings.mjs';
import { childOf, childrenOf, textOf } from './xml.mjs';

/** What the reports of sessions tell of what nobody has seen. */

const eventsOf = (session) => childrenOf(childOf(session, 'session_details'), 'event');

/** Names of the files of an event, wherever they stand. */
export const filesOf = (event) =>
	[
		...childrenOf(event, 'filename'),
		...childrenOf(childOf(event, 'file'), 'filename'),
		...['data', 'files'].flatMap((list) =>
			childrenOf(event, list).flatMap((one) => childrenOf(one, 'file')),
		),
	]
		.map((one) => one.text.trim() || textOf(one, 'filename'))
		.concat(
			childrenOf(event, 'data')
				.flatMap((data) => childrenOf(data, 'value'))
				.filter(({ attributes }) => attributes.name === 'filename')
				.map(({ attributes, text }) => attributes.value ?? text.trim()),
		);

const TRANSFERS = ['File Upload', 'File Download', 'Files Shared'];
const COMPLETE = 'File Transfer Complete';

async function fileTransferComplete(appliance) {
	const sessions = await appliance.sessions();
	let [total, alone] = [0, 0];
	for (const session of sessions) {
		const events = eventsOf(session);
		const named = (types) =>
			events.filter(({ attributes }) => types.includes(attributes.event_type)).flatMap(filesOf);
		const transferred = new Set(named(TRANSFERS));
		const complete = named([COMPLETE]);
		total += complete.length;
		alone += complete.filter((file) => !transferred.has(file)).length;
	}
	if (total === 0) return notSeen(`no such event in ${count(sessions.length, 'session')}`);
	const seen = `${count(total, 'such event')}, ${alone} of them for a file that no other event of its session names`;
	return alone > 0 ? contradicted(seen) : confirmed(seen);
}

/** Which display name of its owner a report says: `public`, `private`, or `null` where both are the same or he is not listed. */
function ownerNameOf(session) {
	const owner = childOf(session, 'primary_rep');
	const person = childrenOf(childOf(session, 'rep_list'), 'representative').find(
		({ attributes }) => owner && attributes.gsnumber === owner.attributes.gsnumber,
	);
	const names = {
		private: textOf(person, 'private_display_name'),
		public: textOf(person, 'public_display_name') || textOf(person, 'display_name'),
	};
	if (!person || names.private === names.public) return null;
	return Object.keys(names).find((kind) => names[kind] === owner.text.trim()) ?? 'other';
}

async function ownerName(appliance) {
	const sessions = await appliance.sessions();
	const kinds = sessions.map(ownerNameOf).filter((kind) => kind !== null);
	const of = (wanted) => kinds.filter((kind) => kind === wanted).length;
	if (kinds.length === 0) {
		return notSeen(
			`in ${count(sessions.length, 'session')}, no owner whose two display names differ`,
		);
	}
	const seen = `the private display name in ${of('private')}, the public one in ${of('public')}, another text in ${of('other')} of ${count(kinds.length, 'session')}`;
	return of('private') === kinds.length ? confirmed(seen) : contradicted(seen);
}

/** By what a file begins with, in hexadecimal digits; what the package knows. */
const CONTAINERS = [
	[/^.{8}66747970/, 'mp4'],
	[/^1a45dfa3/, 'webm'],
	[/^464c56/, 'flv'],
	[/^52494646/, 'avi'],
	[/^504b0304/, 'zip'],
	[/^1f8b/, 'gz'],
];
const FIRST_BYTES = 32;

async function recordingContainer(appliance) {
	const sessions = await appliance.sessions();
	const recorded = sessions.find((one) => textOf(one, 'session_recording_download_url') !== '');
	if (!recorded) return notSeen(`no recording in ${count(sessions.length, 'session')}`);
	const { lsid } = recorded.attributes;
	const query = { generate_report: 'SupportSessionRecording', lsid };
	const { status, headers, bytes } = await appliance.get('/api/reporting', query, {
		first: FIRST_BYTES,
	});
	const type = String(headers['content-type'] ?? 'none')
		.split(';')[0]
		.trim();
	if (status !== 200 || /xml|html|json/.test(type)) {
		return notSeen(`the recording was not given (HTTP ${status})`);
	}
	const begins = bytes.toString('hex');
	const [, container] = CONTAINERS.find(([pattern]) => pattern.test(begins)) ?? [];
	const [, extension = 'none'] =
		/filename\*?=[^;]*\.(\w{2,5})"?\s*(?:;|$)/.exec(headers['content-disposition'] ?? '') ?? [];
	const seen = `begins like ${container ?? 'nothing known'}; content type ${/^[\w/.+-]{3,60}$/.test(type) ? type : 'none'}; extension ${extension}`;
	return container ? confirmed(seen) : contradicted(seen);
}

export const reportQuestions = [
	{
		id: 'appliance.file-transfer-complete',
		ask: fileTransferComplete,
		see: 'transfer a file in a session in each direction, end it, and run the pilot again',
	},
	{
		id: 'appliance.owner-name',
		ask: ownerName,
		see: 'run a session with a representative whose public and private display names differ, and run the pilot again',
	},
	{
		id: 'appliance.recording-container',
		ask: recordingContainer,
		see: 'record a session, wait until it can be watched in /login, and run the pilot again',
	},
];
