import { ID, reportText, sessionOf, sessionsOf, withEvents } from './report.mts';

const download = `https://support.example.com/session_download?lsid=l%3D${ID}%3Bh%3D`;

describe('the report of a closed session', () => {
	const [session] = sessionsOf(reportText('SupportSession.closed'), {
		host: 'https://support.example.com',
		includeEvents: true,
	});

	test('tells what, when and how long', () => {
		expect(session).toMatchObject({
			sessionId: ID,
			type: 'support',
			complete: true,
			state: 'ended',
			startedAt: '2026-02-03T09:05:00.000Z',
			endedAt: '2026-02-03T09:25:02.000Z',
			durationSeconds: 1202,
			externalKey: 'T-004711',
			link: { kind: 'ticket', system: null, id: 'T-004711', signature: 'absent', raw: 'T-004711' },
			teams: [{ id: '2', name: 'Service Desk' }],
			publicPortal: { id: '1', name: 'Default' },
			attributes: { external_key: 'T-004711', ticket_type: 'Incident' },
			counts: { filesTransferred: 2, filesMoved: 0, filesDeleted: 1 },
			surveys: { customer: [], representative: [] },
		});
	});

	test('tells who took part', () => {
		expect(session.customer).toEqual({
			name: 'Jamie Rivera',
			username: 'Jamie Rivera',
			company: 'Example Ltd',
			companyCode: 'EX1',
			issue: 'Printer trouble',
			details: 'Invented problem text',
			hostname: 'LAPTOP-7',
			operatingSystem: 'Windows 11 Enterprise (23H2)',
			publicIp: '198.51.100.23',
			publicPort: 61606,
			privateIp: '10.0.0.4',
		});
		const [alex, robin] = session.representatives;
		expect(alex).toEqual({
			id: '11',
			username: 'amorgan',
			publicName: 'Alex M.',
			privateName: 'Alex Morgan',
			primary: true,
			invited: false,
			secondsInvolved: 1180,
			hostname: 'REP-PC-1',
			operatingSystem: 'Windows 11 Enterprise (23H2)',
			publicIp: '2001:db8::15',
			publicPort: 56722,
			privateIp: null,
		});
		expect(robin).toMatchObject({
			id: '14',
			primary: false,
			hostname: null,
			operatingSystem: null,
		});
		expect(session.primaryRepresentative).toEqual(alex);
		expect(session.representatives).toHaveLength(2);
	});

	test('holds the chat, with the line that XML could not hold', () => {
		const alex = { type: 'representative', name: 'Alex Morgan', participant: '31' };
		const jamie = { type: 'customer', name: 'Jamie Rivera', participant: '32' };
		expect(session.transcript).toEqual([
			{
				at: '2026-02-03T09:05:25.000Z',
				from: { type: 'system', name: 'BeyondTrust', participant: '0' },
				to: jamie,
				text: 'Invented automatic greeting.',
			},
			{
				at: '2026-02-03T09:05:40.000Z',
				from: alex,
				to: jamie,
				text: 'Hello, how can I help? <tags> & ampersands are escaped.',
			},
			{
				at: '2026-02-03T09:06:05.000Z',
				from: jamie,
				to: alex,
				text: 'The printer does not print.\nSecond line of the same message.',
			},
			{
				at: '2026-02-03T09:06:10.000Z',
				from: jamie,
				to: alex,
				text: 'Invented text with a bell \u0007',
			},
		]);
	});

	test('holds notes, files and system information', () => {
		expect(session.notes).toEqual([
			{
				at: '2026-02-03T09:13:20.000Z',
				by: 'Alex Morgan',
				text: 'Reinstalled the driver. Invented note.',
			},
		]);
		expect(
			session.files.map(({ direction, name, bytes, by }) => [direction, name, bytes, by]),
		).toEqual([
			['toCustomer', 'C:\\Temp\\driver.msi', 1048576, 'Alex Morgan'],
			['toRepresentative', 'C:\\Temp\\spooler.log', 20480, 'Jamie Rivera'],
			['toRepresentative', 'photo.png', 3000, 'Jamie Rivera'],
		]);
		expect(session.systemInformation).toEqual([
			{
				at: '2026-02-03T09:10:00.000Z',
				category: 'OS',
				rows: [{ Name: 'Windows 11 Enterprise', Version: '23H2' }],
			},
		]);
	});

	test('holds the addresses of report, chat and recording', () => {
		expect(session.urls).toEqual({
			report: `https://support.example.com/login/sd_reporting?reportType=SupportSession&sessionId=${ID}`,
			chatView: `${download}00000000000000000000000000000000000000aa%3Bt%3Dsd%3Bm%3Dchat&dl_action=chat&view=1`,
			chatDownload: `${download}00000000000000000000000000000000000000aa%3Bt%3Dsd%3Bm%3Dchat&dl_action=chat`,
			recordingView: `${download}00000000000000000000000000000000000000bb%3Bt%3Dsd%3Bm%3Drecording&dl_action=recording&view=1`,
			recordingDownload: `${download}00000000000000000000000000000000000000bb%3Bt%3Dsd%3Bm%3Drecording&dl_action=recording`,
		});
	});

	test('holds its events in the order of the report, only when asked for', () => {
		expect(session.events).toHaveLength(18);
		expect(session.events?.[0]).toEqual({
			at: '2026-02-03T09:05:00.000Z',
			type: 'Session Start',
			by: null,
			to: null,
			body: null,
			data: {},
		});
		expect(session.events?.find(({ type }) => type === 'Service Access Allowed')?.data).toEqual({
			service: 'Screen Sharing',
			level: 'Full Control',
			granted_to: 'Alex Morgan',
		});
		expect(sessionsOf(reportText('SupportSession.closed'))[0]).not.toHaveProperty('events');
	});
});

describe('the report of a running session', () => {
	const text = reportText('SupportSession.in-progress');
	const at = (iso: string) => sessionsOf(text, { now: Date.parse(iso) })[0];

	test('says null where there is nothing yet', () => {
		expect(at('2026-02-03T09:10:00Z')).toMatchObject({
			complete: false,
			state: 'running',
			endedAt: null,
			durationSeconds: null,
			externalKey: null,
			link: { kind: 'none', raw: null },
			representatives: [],
			primaryRepresentative: null,
			teams: [],
			attributes: {},
			transcript: [],
			urls: { report: null, chatView: null, recordingView: null },
		});
	});

	test('is abnormal once nothing has happened for 24 hours', () => {
		expect(at('2026-02-04T09:04:59Z').state).toBe('running');
		expect(at('2026-02-04T09:05:00Z').state).toBe('abnormal');
	});
});

describe('the end of a session', () => {
	const member = (happening: string, type: string, number: string) =>
		`<event timestamp="1770109500" event_type="Conference Member ${happening}">
			<destination type="${type}" gsnumber="${number}">Somebody</destination></event>`;
	const now = 1770109500_000;

	test.each([
		['absent', ''],
		['empty', '<end_time/>'],
		['white space', '<end_time timestamp=" "> \n </end_time>'],
		['a timestamp of 0', '<end_time timestamp="0">1970-01-01T00:00:00+00:00</end_time>'],
		['nonsense', '<end_time timestamp="soon">later</end_time>'],
		['beyond all dates', '<end_time timestamp="99999999999999999999"/>'],
		['in milliseconds', '<end_time timestamp="1770110702000"/>'],
	])('is not there when it is %s', (_, end) => {
		expect(sessionOf(end, { now })).toMatchObject({
			complete: false,
			endedAt: null,
			state: 'running',
		});
	});

	test.each([
		['2026-02-03T09:25:02+00:00'],
		['2026-02-03T10:25:02+01:00'],
		['2026-02-03T09:25:02Z'],
		['2026-02-03T09:25:02'],
	])('is read from the text %s where there is no timestamp', (text) => {
		expect(sessionOf(`<end_time timestamp="">${text}</end_time>`)).toMatchObject({
			complete: true,
			endedAt: '2026-02-03T09:25:02.000Z',
		});
	});

	test('shows in the events of a report that has none: abnormal', () => {
		expect(withEvents('<event event_type="Session End" />', { now }).state).toBe('abnormal');
	});

	test('shows when everybody has departed, and not before', () => {
		const added = member('Added', 'customer', '1') + member('Added', 'representative', '2');
		const gone = member('Departed', 'customer', '1');
		expect(withEvents(added + gone, { now }).state).toBe('running');
		expect(
			withEvents(added + gone + member('Departed', 'representative', '2'), { now }).state,
		).toBe('abnormal');
		expect(withEvents(added + gone + member('Added', 'customer', '1'), { now }).state).toBe(
			'running',
		);
	});
});
