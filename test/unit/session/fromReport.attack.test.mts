import fc from 'fast-check';

import { parseXml } from '../../../nodes/shared/appliance/xml';
import { ApplianceError } from '../../../nodes/shared/appliance/errors';
import { InputError } from '../../../nodes/shared/session/errors';
import { sessionFromReport } from '../../../nodes/shared/session/fromReport';
import { runs } from '../runs.mts';
import { ID, escaped, sessionOf, withEvents } from './report.mts';

const NAMES =
	`session session_type start_time end_time duration external_key custom_attributes custom_attribute
	session_chat_view_url file_transfer_count primary_customer primary_rep customer_list customer info name rep_list
	representative public_ip team_list team public_site session_details event performed_by destination body encoded_body
	filename filesize files file data value system_information category description field row`.split(
		/\s+/,
	);
const ATTRIBUTES = [
	'lsid',
	'timestamp',
	'id',
	'gsnumber',
	'type',
	'name',
	'value',
	'code_name',
	'event_type',
];
const VALUES = [
	'',
	'0',
	'-1',
	'1770109500',
	'NaN',
	'9'.repeat(40),
	'Unknown',
	'__proto__',
	'constructor',
	ID,
];
const EVENTS = [
	'Chat Message',
	'File Upload',
	'Files Shared',
	'Session End',
	'System Information Retrieved',
];

const text = fc
	.oneof(fc.constantFrom(...VALUES, ...EVENTS), fc.string({ unit: 'binary' }))
	.map(escaped);
const attributes = fc
	.dictionary(fc.constantFrom(...ATTRIBUTES), text, { maxKeys: 4 })
	.map((all) => Object.entries(all).map(([name, value]) => ` ${name}="${value}"`));
const { element } = fc.letrec<{ element: string }>((tie) => ({
	element: fc
		.record({
			name: fc.constantFrom(...NAMES),
			attributes,
			inside: fc.oneof({ depthSize: 'small' }, text, fc.array(tie('element'), { maxLength: 5 })),
		})
		.map((one) => {
			const inside = Array.isArray(one.inside) ? one.inside.join('') : one.inside;
			return `<${one.name}${one.attributes.join('')}>${inside}</${one.name}>`;
		}),
}));

const ownError = (error: unknown) => error instanceof InputError || error instanceof ApplianceError;

describe('a hostile report', () => {
	test('of known names in any order gives a session that can be stored', () => {
		fc.assert(
			fc.property(fc.array(element, { maxLength: 8 }), (elements) => {
				const session = sessionOf(elements.join(''), { includeEvents: true });
				const stored = JSON.stringify(session);
				expect(stored).not.toContain('\\u0000');
				expect(JSON.parse(stored)).toEqual(session);
				expect(session.complete).toBe(session.endedAt !== null);
			}),
			runs,
		);
	});

	test('of any text or element throws nothing but our own errors', () => {
		fc.assert(
			fc.property(fc.oneof(element, fc.string({ unit: 'binary' })), (xml) => {
				try {
					sessionFromReport(parseXml(xml), { linkKey: 'key' });
				} catch (error) {
					if (!ownError(error)) throw error;
				}
			}),
			runs,
		);
	});

	test('with __proto__ as a name changes no object', () => {
		const session = sessionOf(
			`<custom_attributes><custom_attribute code_name="__proto__">x</custom_attribute></custom_attributes>
			<session_details><event event_type="System Information Retrieved">
			<data><value name="__proto__" value="1"/><value name="__proto__" value="2"/></data>
			<system_information><category><row><field name="__proto__">x</field></row></category></system_information>
			</event></session_details>`,
			{ includeEvents: true },
		);
		expect(Object.keys(session.attributes)).toEqual(['__proto__']);
		for (const object of [
			session.attributes,
			session.events?.[0].data,
			session.systemInformation[0].rows[0],
		]) {
			expect(Object.getPrototypeOf(object)).toBe(Object.prototype);
		}
	});

	test.each([
		['AAECAw==', '\ufffd\u0001\u0002\u0003'],
		['/w==', '\ufffd'],
		['no base64 at all!', expect.any(String)],
		['', ''],
	])('with the encoded body %j is read', (encoded, expected) => {
		const { transcript } = withEvents(
			`<event event_type="Chat Message"><encoded_body>${encoded}</encoded_body></event>`,
		);
		expect(transcript[0].text).toEqual(expected);
	});

	test('with a NUL where XML allows none can be stored all the same', () => {
		const session = sessionOf(
			`<external_key>1\0</external_key><customer_list><customer><hostname>a\0b</hostname></customer></customer_list>
			<session_details><event event_type="X\0"><data><value name="a\0" value="\0"/></data></event></session_details>`,
			{ includeEvents: true },
		);
		expect(session.customer.hostname).toBe('a\ufffdb');
		expect(JSON.stringify(session)).not.toContain('\\u0000');
	});

	test('of 200,000 files in one event is read in time', () => {
		const file = '<file><filename>a</filename><filesize>1</filesize></file>';
		const { files } = withEvents(
			`<event event_type="Files Shared"><files>${file.repeat(200_000)}</files></event>`,
		);
		expect(files).toHaveLength(200_000);
	});
});
