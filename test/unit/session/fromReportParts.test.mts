import { InputError } from '../../../nodes/shared/session/errors';
import { sessionFromReport } from '../../../nodes/shared/session/fromReport';
import { formatLink } from '../../../nodes/shared/session/link';
import { parseXml } from '../../../nodes/shared/appliance/xml';
import { ID, sessionOf, withEvents } from './report.mts';

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
