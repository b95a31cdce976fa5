import fc from 'fast-check';

import { ID, escaped, sessionOf, withEvents } from './report.mts';
import { runs } from '../runs.mts';
import { sessionFromJson } from '../../../nodes/shared/session/sessionFromJson';
import { renderNote } from '../../../nodes/shared/session/note';
import type { Session } from '../../../nodes/shared/session/model';

const people =
	'<performed_by type="representative" gsnumber="1">Ann</performed_by><destination type="customer" gsnumber="2">Bo</destination>';
const event = (type: string, inside: string) =>
	`<event timestamp="1770000200" event_type="${type}">${people}${inside}</event>`;
const value = (name: string, text: string | number) =>
	`<value name="${name}" value="${escaped(String(text))}"/>`;
const data = (...values: string[]) => `<data>${values.join('')}</data>`;
const namesAndSizes = ({ files }: Session) => files.map(({ name, bytes }) => [name, bytes]);

describe('files that an event names in its data', () => {
	test.each([
		['one block', data(value('filename', 'a.msi'), value('filesize', 7))],
		['two blocks', data(value('filename', 'a.msi')) + data(value('filesize', 7))],
		['size first', data(value('filesize', 7)) + data(value('filename', 'a.msi'))],
		[
			'text instead of an attribute',
			'<data><value name="filename">a.msi</value><value name="filesize">7</value></data>',
		],
	])('are read from %s', (_, inside) => {
		expect(namesAndSizes(withEvents(event('File Upload', inside)))).toEqual([['a.msi', 7]]);
	});

	test('count once where the event also names them in elements', () => {
		const both = `<filename>a.msi</filename><filesize>7</filesize>${data(value('filename', 'a.msi'), value('filesize', 7))}`;
		expect(namesAndSizes(withEvents(event('File Upload', both)))).toEqual([['a.msi', 7]]);
		const parts = `<filename>a.msi</filename>${data(value('filesize', 7))}`;
		expect(namesAndSizes(withEvents(event('File Upload', parts)))).toEqual([['a.msi', 7]]);
	});

	test('are all there where several were shared, two of one name too', () => {
		const files =
			'<files><file><filename>a</filename></file><file><filename>a</filename></file></files>';
		const named = data(value('filename', 'a'), value('filename', 'a'), value('filename', 'b'));
		expect(namesAndSizes(withEvents(event('Files Shared', files + named)))).toEqual([
			['a', null],
			['a', null],
			['b', null],
		]);
	});

	test('keep name and size together, however the values are spread over blocks', () => {
		const file = fc.record({
			name: fc
				.string({ minLength: 1 })
				.map((text) => escaped(text).trim())
				.filter((text) => /^[\w.-]+$/.test(text)),
			size: fc.nat(),
		});
		fc.assert(
			fc.property(
				fc.array(file, { minLength: 1, maxLength: 5 }),
				fc.array(fc.boolean()),
				(files, cuts) => {
					const values = files.flatMap(({ name, size }) => [
						value('filename', name),
						value('filesize', size),
					]);
					const blocks = values.map((one, index) => (cuts[index] ? `</data><data>${one}` : one));
					const session = withEvents(event('File Upload', `<data>${blocks.join('')}</data>`));
					expect(namesAndSizes(session)).toEqual(files.map(({ name, size }) => [name, size]));
				},
			),
			runs,
		);
	});

	test('are told as deleted, and the end of a transfer is no second one', () => {
		const { files } = withEvents(
			event('File Upload', data(value('filename', 'a.msi'), value('filesize', 7))) +
				event('File Transfer Complete', data(value('filename', 'a.msi'), value('sha256', '00'))) +
				event('File Deleted', data(value('filename', 'a.msi'), value('filesize', 7))),
		);
		expect(files.map(({ direction, name }) => [direction, name])).toEqual([
			['toCustomer', 'a.msi'],
			['deleted', 'a.msi'],
		]);
		const note = renderNote(
			withEvents(event('File Deleted', data(value('filename', 'a.msi')))),
			'text',
		);
		expect(note.body).toMatch(/a\.msi.*deleted/);
	});
});

describe('a chat line to everyone', () => {
	const session = withEvents(
		'<event timestamp="1770000120" event_type="Chat Message"><performed_by type="representative" gsnumber="1">Ann</performed_by><destination type="everyone" gsnumber="0">Everyone</destination><body>I restart the service now</body></event>',
	);

	test('says so, also after a detour through JSON', () => {
		const to = { type: 'everyone', name: 'Everyone', participant: '0' };
		expect(session.transcript[0].to).toEqual(to);
		expect(sessionFromJson(JSON.stringify(session)).transcript[0].to).toEqual(to);
	});

	test.each(['internal', 'customer'] as const)('is in the note for the audience %s', (audience) => {
		expect(renderNote(session, 'text', { audience }).body).toContain('I restart the service now');
	});
});

test('system information takes the id of a field that has no name', () => {
	const fields =
		'<field id="Computer Name">WS-9</field><field id="Serial Number">ABC123</field><field name="Memory" id="m">16 GB</field>';
	const session = withEvents(
		event(
			'System Information Retrieved',
			`<system_information><category name="General"><data><row>${fields}</row></data></category></system_information>`,
		),
	);
	expect(session.systemInformation[0].rows).toEqual([
		{ 'Computer Name': 'WS-9', 'Serial Number': 'ABC123', Memory: '16 GB' },
	]);
});

test.each([
	['[2001:db8::1]:abc', '2001:db8::1'],
	['[2001:db8::1]:99999', '2001:db8::1'],
	['[2001:db8::1]x', '2001:db8::1'],
	['198.51.100.7:abc', '198.51.100.7'],
])('the address %s loses a port that is none', (address, publicIp) => {
	const { customer } = sessionOf(
		`<customer_list><customer gsnumber="2"><public_ip>${address}</public_ip></customer></customer_list>`,
	);
	expect(customer).toMatchObject({ publicIp, publicPort: null });
});

describe('representatives who share an id', () => {
	const list =
		'<rep_list><representative gsnumber="3" id="0"><display_name>Vendor A</display_name></representative><representative gsnumber="9" id="0"><display_name>Vendor V</display_name></representative></rep_list>';

	test('are told apart by their number in the session', () => {
		const session = sessionOf(`<primary_rep gsnumber="9" id="0">Vendor V</primary_rep>${list}`);
		expect(session.primaryRepresentative?.publicName).toBe('Vendor V');
	});

	test('are not guessed at where no number tells', () => {
		const session = sessionOf(`<primary_rep id="0">Vendor V</primary_rep>${list}`);
		expect(session.representatives.some(({ primary }) => primary)).toBe(false);
		expect(session.primaryRepresentative).toMatchObject({ id: '0', privateName: 'Vendor V' });
	});
});

test('surveys inside the report are read, and pointers to surveys are none', () => {
	const inside =
		'<cust_survey_list><cust_exit_survey gsnumber="2"><value name="rating" value="5"/><value name="comments" value="Merci\\nà vous"/></cust_exit_survey></cust_survey_list>';
	const pointer = '<rep_survey_list><rep_exit_survey gsnumber="1"/></rep_survey_list>';
	expect(sessionOf(inside + pointer).surveys).toEqual({
		customer: [
			{
				sessionId: ID,
				submittedAt: null,
				respondent: 'customer',
				answers: [
					{ question: 'rating', label: null, answers: ['5'] },
					{ question: 'comments', label: null, answers: ['Merci\nà vous'] },
				],
			},
		],
		representative: [],
	});
});

describe('recordings', () => {
	test.each([
		['<has_recording>1</has_recording>', true],
		['<has_recording>0</has_recording>', false],
		[
			'<session_recording_view_url>https://support.example.com/r</session_recording_view_url>',
			true,
		],
		['', null],
	])('%s is %s', (inside, expected) => {
		expect(sessionOf(inside).hasRecording).toBe(expected);
	});

	test('of command shells are listed with the instance that a download asks for', () => {
		const shells =
			'<command_shell_recordings><command_shell_recording instance="0"><download_url>https://support.example.com/d</download_url><view_url>javascript:alert(1)</view_url></command_shell_recording><command_shell_recording instance="1"/></command_shell_recordings>';
		const session = sessionOf(shells);
		expect(session.commandShellRecordings).toEqual([
			{ instance: '0', view: null, download: 'https://support.example.com/d' },
			{ instance: '1', view: null, download: null },
		]);
		expect(sessionFromJson(session).commandShellRecordings).toEqual(session.commandShellRecordings);
	});
});

test.each([
	[
		'sessionId',
		`https://support.example.com/login/sd_reporting?reportType=SupportSession&sessionId=${ID}`,
	],
	['lsid', `https://support.example.com/login/sd_reporting?lsid=${ID}`],
	['none', null],
] as const)('the link to the report goes by the form %s', (reportPage, url) => {
	expect(sessionOf('', { host: 'https://support.example.com', reportPage }).urls.report).toBe(url);
});
