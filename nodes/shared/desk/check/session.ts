import type { Session } from '../../session/model';

const nowhere = {
	hostname: null,
	operatingSystem: null,
	publicIp: null,
	publicPort: null,
	privateIp: null,
};

/** What a customer might type, and no desk may act on: mark-up of several desks, a script, links, people who are called, variables. */
export const HOSTILE = [
	'<img src="x" onerror="alert(1)"><script>alert(1)</script><b>bold?</b>',
	'</p></div><style>body{display:none}</style>&lt;i&gt;slanted?&lt;/i&gt;',
	'@everyone @here @all [~admin] [~accountid:1] <!channel> <@U1> @[admin]',
	'[a link?](javascript:alert(1)) !picture.png! *bold?* _slanted?_ {code}code?{code} [code]<b>bold?</b>[/code]',
	'$CUSTOMER $FAULTID {{ticket.requester.email}} ${7*7} %% `code?`',
	'\u202etxet desrever?\u202c <a href="https://example.com">a link?</a>',
];

const WHO = 'Check <b>bold?</b> @everyone';

/** The id of a session that no appliance has given: no generator makes this many zeros. `startedAt`: milliseconds since 1970. */
export const checkId = (startedAt: number): string =>
	Math.max(0, Math.floor(startedAt)).toString(16).padStart(32, '0').slice(-32);

/** By what the note of a check is found again. One of its own for each check. */
export const checkMarker = (startedAt: number): string =>
	`BeyondTrust check of the desk ${checkId(startedAt).slice(-12)}`;

/** A session that never was, of five minutes, whose texts are hostile. `startedAt`: milliseconds since 1970. */
export function checkSession(startedAt: number): Session {
	const at = (seconds: number) => new Date(startedAt - 300_000 + seconds * 1000).toISOString();
	const representative = {
		...nowhere,
		...{ id: '0', username: null, publicName: 'Check', privateName: 'Check of the desk' },
		...{ primary: true, invited: false, secondsInvolved: 300 },
	};
	const customer = { type: 'customer' as const, name: WHO, participant: '1' };
	const unknown = { username: null, companyCode: null, details: null };
	return {
		...{ sessionId: checkId(startedAt), type: 'support', complete: true, state: 'ended' },
		...{ startedAt: at(0), endedAt: at(300), durationSeconds: 300, externalKey: null },
		link: { kind: 'none', system: null, id: null, signature: 'absent', raw: null },
		customer: { ...nowhere, ...unknown, name: WHO, company: HOSTILE[2], issue: HOSTILE[0] },
		representatives: [representative],
		primaryRepresentative: representative,
		teams: [],
		publicPortal: null,
		transcript: HOSTILE.map((text, index) => ({
			...{ at: at(index * 10), from: customer, to: null, text },
		})),
		notes: [{ at: at(200), by: WHO, text: HOSTILE.join('\n') }],
		files: [{ at: at(100), direction: 'toCustomer', name: HOSTILE[0], bytes: 1, by: WHO }],
		systemInformation: [],
		surveys: { customer: [], representative: [] },
		attributes: {},
		counts: { filesTransferred: 1, filesMoved: 0, filesDeleted: 0 },
		urls: {
			...{ report: null, chatView: null, chatDownload: null },
			...{ recordingView: null, recordingDownload: null },
		},
		hasRecording: false,
		commandShellRecordings: [],
	};
}
