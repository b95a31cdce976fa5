import { DEFAULTS } from '../../../nodes/shared/ledger/settingsTable';
import { eventFromBody } from '../../../nodes/shared/session/event';
import { parseLink } from '../../../nodes/shared/session/link';
import type { Session } from '../../../nodes/shared/session/model';

export const ID = '0f1e2d3c4b5a69788796a5b4c3d2e1f0';
export const NOW = Date.parse('2026-11-23T10:00:00.000Z');
export const MINUTE = 60_000;
export const settings = { ...DEFAULTS };
export const ago = (minutes: number) => new Date(NOW - minutes * MINUTE).toISOString();

const nowhere = {
	hostname: null,
	operatingSystem: null,
	publicIp: null,
	publicPort: null,
	privateIp: null,
};

/** A session that ended and is linked, signed, to ticket 1201 of the desk `halo`. */
export const ended = (more: Partial<Session> = {}): Session => {
	const representative = {
		...nowhere,
		id: '7',
		username: 'ada',
		publicName: 'Ada',
		privateName: 'Ada Byron',
		primary: true,
		invited: false,
		secondsInvolved: 60,
	};
	return {
		sessionId: ID,
		type: 'support',
		complete: true,
		state: 'ended',
		startedAt: ago(30),
		endedAt: ago(10),
		durationSeconds: 1200,
		externalKey: null,
		link: { kind: 'ticket', system: 'halo', id: '1201', signature: 'valid', raw: null },
		customer: {
			...nowhere,
			name: 'Grace Hopper',
			username: null,
			company: 'Harbour Ltd',
			companyCode: null,
			issue: null,
			details: null,
		},
		representatives: [representative],
		primaryRepresentative: representative,
		teams: [],
		publicPortal: null,
		transcript: [],
		notes: [],
		files: [],
		systemInformation: [],
		surveys: { customer: [], representative: [] },
		attributes: {},
		counts: { filesTransferred: null, filesMoved: null, filesDeleted: null },
		urls: {
			report: null,
			chatView: null,
			chatDownload: null,
			recordingView: null,
			recordingDownload: null,
		},
		hasRecording: false,
		commandShellRecordings: [],
		...more,
	};
};

export const linkedBy = (key: string) => ({ link: parseLink(key, null) });

/** A survey that says nothing but this. */
export const survey = (answer: string): Session['surveys'] => ({
	customer: [
		{
			sessionId: ID,
			submittedAt: ago(5),
			respondent: 'customer',
			answers: [{ question: 'How was it?', label: null, answers: [answer] }],
		},
	],
	representative: [],
});

export const event = (fields: Record<string, string> = {}) =>
	eventFromBody(
		{ event: 'support_conference_end', lsid: ID, appliance_id: 'A', timestamp: '1', ...fields },
		{ linkKey: null, receivedAt: NOW },
	);
