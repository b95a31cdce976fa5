import { InputError } from '../../../nodes/shared/session/errors';
import { sessionFromReport } from '../../../nodes/shared/session/fromReport';
import { formatLink } from '../../../nodes/shared/session/link';
import { parseXml } from '../../../nodes/shared/appliance/xml';
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

describe('a duration', () => {
	const times = '<start_time timestamp="1000"/><end_time timestamp="1061"/>';

	test.each([
		['123:00:01', 442801],
		['00:00:00', 0],
		['', 61],
		['soon', 61],
	])('of %j is %i seconds', (text, seconds) => {
		expect(sessionOf(`${times}<duration>${text}</duration>`).durationSeconds).toBe(seconds);
	});

	test('is unknown where the end lies before the start', () => {
		expect(
			sessionOf('<start_time timestamp="9"/><end_time timestamp="5"/>').durationSeconds,
		).toBeNull();
	});
});

describe('an address', () => {
	test.each([
		['198.51.100.23:61606', '198.51.100.23', 61606],
		['198.51.100.23', '198.51.100.23', null],
		['[2a01::1]:56722', '2a01::1', 56722],
		['[2a01::1]', '2a01::1', null],
		['2a01::1', '2a01::1', null],
		['2a01:1:2:3:4:5:6:7', '2a01:1:2:3:4:5:6:7', null],
		['198.51.100.23:99999', '198.51.100.23', null],
		['Unknown', null, null],
		['Unknown:80', null, null],
		['  ', null, null],
	])('%j is %j and port %j', (text, publicIp, publicPort) => {
		const { customer } = sessionOf(
			`<customer_list><customer gsnumber="1"><public_ip>${text}</public_ip></customer></customer_list>`,
		);
		expect(customer).toMatchObject({ publicIp, publicPort });
	});
});

describe('the people of a report', () => {
	const representative = (id: string, number: string, inside = '') =>
		`<representative id="${id}" gsnumber="${number}"><username>user${id}</username>${inside}</representative>`;
	const two = (first = '', second = '') =>
		`<rep_list>${representative('1', '10', first)}${representative('2', '20', second)}</rep_list>`;
	const primary = (report: string) => {
		const { primaryRepresentative, representatives } = sessionOf(report);
		return [
			primaryRepresentative?.id,
			representatives.filter((one) => one.primary).map((one) => one.id),
		];
	};

	test('are led by the one whose number, then whose id is named, then who is marked', () => {
		expect(primary(`<primary_rep id="2" gsnumber="10">x</primary_rep>${two()}`)).toEqual([
			'1',
			['1'],
		]);
		expect(primary(`<primary_rep id="2" gsnumber="30">x</primary_rep>${two()}`)).toEqual([
			'2',
			['2'],
		]);
		expect(primary(`<primary_rep gsnumber="20">x</primary_rep>${two()}`)).toEqual(['2', ['2']]);
		expect(primary(two('', '<primary_rep>1</primary_rep>'))).toEqual(['2', ['2']]);
		expect(primary(two('', '<session_owner>1</session_owner>'))).toEqual(['2', ['2']]);
		expect(primary(two())).toEqual([undefined, []]);
	});

	test('may be led by somebody who is not listed, whose text customers never see', () => {
		const session = sessionOf(
			'<primary_rep gsnumber="3" id="9">Alex Morgan</primary_rep><rep_list/>',
		);
		expect(session.primaryRepresentative).toMatchObject({
			id: '9',
			publicName: null,
			privateName: 'Alex Morgan',
			primary: true,
		});
	});

	test('may be nobody', () => {
		const session = sessionOf('<rep_list></rep_list><customer_list/>');
		expect(session).toMatchObject({ representatives: [], primaryRepresentative: null });
		expect(Object.values(session.customer).every((value) => value === null)).toBe(true);
	});

	test('are unknown where the appliance says Unknown', () => {
		const { customer } = sessionOf(
			`<customer_list><customer><hostname>Unknown</hostname><os>unknown</os><private_ip> Unknown </private_ip>
			<info><name>Unknown</name></info></customer></customer_list>`,
		);
		expect(customer).toMatchObject({
			name: null,
			hostname: null,
			operatingSystem: null,
			privateIp: null,
		});
	});

	test('use the old display name for the public one, and say who was invited', () => {
		const { representatives } = sessionOf(
			two('<display_name>Alex M.</display_name><invited>1</invited>', '<invited/>'),
		);
		expect(representatives).toMatchObject([
			{ publicName: 'Alex M.', privateName: null, invited: true },
			{ invited: false },
		]);
	});

	test('belong to teams with a name of their own or as text', () => {
		const teams = '<team id="1"><name>One</name></team><team id="2"> Two </team><team id="3"/>';
		expect(sessionOf(`<team_list>${teams}</team_list>`).teams).toEqual([
			{ id: '1', name: 'One' },
			{ id: '2', name: 'Two' },
			{ id: '3', name: null },
		]);
	});
});

describe('the events of a report', () => {
	test('keep every value of a name that repeats, in one block of data or in several', () => {
		const [event] =
			withEvents(
				`<event event_type="X"><data><value name="a" value="1"/><value name="b" value="2"/></data>
				<data><value name="a" value="3"/></data></event>`,
				{ includeEvents: true },
			).events ?? [];
		expect(event.data).toEqual({ a: ['1', '3'], b: '2' });
	});

	test('hold system information in each of its shapes', () => {
		const shapes = [
			'<description><field name="A"/><field name="B"/></description><data><row><field>1</field><field>2</field></row></data>',
			'<data><row><field name="A">1</field><field name="B">2</field></row></data>',
			'<row><field name="A">1</field><field name="B">2</field></row>',
			'<field name="A">1</field><field name="B">2</field>',
		];
		const categories = shapes
			.map((inside, index) => `<category name="${index}">${inside}</category>`)
			.join('');
		const { systemInformation } = withEvents(
			`<event event_type="System Information Retrieved"><system_information>${categories}</system_information></event>`,
		);
		expect(systemInformation.map(({ category, rows }) => [category, rows])).toEqual(
			['0', '1', '2', '3'].map((name) => [name, [{ A: '1', B: '2' }]]),
		);
	});

	test('tell the direction of shared files by who shared them', () => {
		const shared = (type: string) =>
			withEvents(
				`<event event_type="Files Shared"><performed_by type="${type}" gsnumber="1">X</performed_by>
				<files><file><filename>a</filename></file><file><filename>b</filename></file></files></event>`,
			).files.map(({ direction, name }) => [direction, name]);
		expect(shared('representative')).toEqual([
			['toCustomer', 'a'],
			['toCustomer', 'b'],
		]);
		expect(shared('customer')).toEqual([
			['toRepresentative', 'a'],
			['toRepresentative', 'b'],
		]);
		expect(shared('system')[0]).toEqual([null, 'a']);
	});

	test('leave failed transfers out of the files', () => {
		expect(
			withEvents('<event event_type="File Upload Failed"><filename>a</filename></event>').files,
		).toEqual([]);
	});

	test('know who spoke by the number where the type is missing', () => {
		const { transcript } = sessionOf(
			`<customer_list><customer gsnumber="5"/></customer_list><session_details>
			<event event_type="Chat Message"><performed_by gsnumber="5">Jo</performed_by><body>Hi</body></event>
			<event event_type="Chat Message"><body>Hi</body></event></session_details>`,
		);
		expect(transcript.map(({ from, to }) => [from.type, to])).toEqual([
			['customer', null],
			['system', null],
		]);
	});
});

describe('a report', () => {
	test('takes a signed link for what it is, and the custom field where the element is empty', () => {
		const key = formatLink({ kind: 'chat', system: 'halo', id: '77' }, 'key');
		const field = `<external_key/><custom_attributes><custom_attribute code_name="external_key">${key}</custom_attribute></custom_attributes>`;
		for (const xml of [`<external_key>${key}</external_key>`, field]) {
			expect(sessionOf(xml, { linkKey: 'key' }).link).toMatchObject({
				kind: 'chat',
				id: '77',
				signature: 'valid',
			});
		}
	});

	test.each([
		'',
		'lsid=""',
		'lsid="123"',
		`lsid="${ID}0"`,
		'lsid="zz1e2d3c4b5a69788796a5b4c3d2e1f0"',
	])('of a session with %j throws a sentence', (attribute) => {
		const read = () => sessionFromReport(parseXml(`<session ${attribute}/>`), { linkKey: null });
		expect(read).toThrow(InputError);
		expect(read).toThrow('The report holds a session without a usable session ID');
	});

	test('takes only web addresses for links', () => {
		const { urls } = sessionOf(
			'<session_chat_view_url>javascript:alert(1)</session_chat_view_url>',
			{
				host: 'javascript:alert(1)',
			},
		);
		expect(urls).toMatchObject({ chatView: null, report: null });
	});
});
