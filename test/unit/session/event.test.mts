import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { eventFromBody } from '../../../nodes/shared/session/event';
import { formatLink } from '../../../nodes/shared/session/link';

const ID = '0f1e2d3c4b5a69788796a5b4c3d2e1f0';
const APPLIANCE = 'a0b1c2d3e4f5061728394a5b6c7d8e9f';
const options = { linkKey: 'key', receivedAt: Date.UTC(2026, 1, 3, 9, 26) };

const sample = (name: string) =>
	Object.fromEntries(
		new URLSearchParams(
			readFileSync(join(__dirname, '../../fixtures/outbound-events', `${name}.form`), 'utf8'),
		),
	);

const end = {
	event: 'support_conference_end',
	lsid: ID,
	timestamp: '1770110702',
	appliance_id: APPLIANCE,
};

describe('eventFromBody', () => {
	test('reads the end of a session', () => {
		const body = sample('support_conference_end');
		expect(eventFromBody(body, options)).toEqual({
			eventKey: `${APPLIANCE}:${ID}:support_conference_end:1770110702`,
			event: 'sessionEnded',
			wireName: 'support_conference_end',
			occurredAt: '2026-02-03T09:25:02.000Z',
			receivedAt: '2026-02-03T09:26:00.000Z',
			applianceId: APPLIANCE,
			sessionId: ID,
			externalKey: 'T-004711',
			link: { kind: 'ticket', system: null, id: 'T-004711', signature: 'absent', raw: 'T-004711' },
			participant: null,
			customFields: {},
			problems: [],
			raw: body,
		});
	});

	test.each([
		['support_conference_begin', 'sessionStarted'],
		['support_conference_owner_changed.queue', 'ownerChanged'],
		['support_conference_member_added.customer', 'memberAdded'],
		['support_conference_member_departed.representative', 'memberDeparted'],
		['support_conference_customer_exit_survey_completed', 'customerSurveyCompleted'],
		['support_conference_rep_exit_survey_completed', 'representativeSurveyCompleted'],
	])('names %s %s', (name, event) => {
		expect(eventFromBody(sample(name), options)).toMatchObject({ event, problems: [] });
	});

	test('tells who it is about, and keeps two people of the same second apart', () => {
		const representative = eventFromBody(
			sample('support_conference_member_added.representative'),
			options,
		);
		expect(representative.participant).toEqual({
			type: 'representative',
			name: 'Alex Morgan',
			displayName: 'Alex Morgan',
			username: 'amorgan',
			userId: '11',
			conferenceName: null,
			conferenceId: null,
		});
		expect(representative.eventKey).toBe(
			`${APPLIANCE}:${ID}:support_conference_member_added:1770109520:representative 11`,
		);
		const queue = eventFromBody(sample('support_conference_owner_changed.queue'), options);
		expect(queue.participant).toMatchObject({ type: 'conference', conferenceName: 'Service Desk' });
	});

	test('keeps every other variable as a custom field', () => {
		const event = eventFromBody(sample('support_conference_end.with-custom-fields'), options);
		expect(event.customFields).toEqual({ ticket_type: 'Incident' });
	});

	test('takes an empty external key for none', () => {
		const event = eventFromBody(sample('support_conference_begin.no-external-key'), options);
		expect(event).toMatchObject({
			externalKey: null,
			link: { kind: 'none', raw: null },
			problems: [],
		});
	});

	test('checks the signature of the link', () => {
		const key = formatLink({ kind: 'ticket', system: 'halo', id: '7' }, 'key');
		expect(eventFromBody({ ...end, external_key: key }, options).link.signature).toBe('valid');
		expect(eventFromBody({ ...end, external_key: `${key}x` }, options).link.signature).toBe(
			'invalid',
		);
	});

	test('reads objects without a prototype, JSON with numbers, multipart, and text nobody parsed', () => {
		const read = (body: unknown) => {
			const { sessionId, occurredAt, problems } = eventFromBody(body, options);
			return { sessionId, occurredAt, problems };
		};
		const expected = { sessionId: ID, occurredAt: '2026-02-03T09:25:02.000Z', problems: [] };
		expect(read(Object.assign(Object.create(null) as object, end))).toEqual(expected);
		expect(read({ ...end, timestamp: 1770110702 })).toEqual(expected);
		expect(read({ data: end, files: {} })).toEqual(expected);
		expect(read(JSON.stringify(end))).toEqual(expected);
		expect(read(new URLSearchParams(end).toString())).toEqual(expected);
	});

	test('takes a session ID in capitals for the same session', () => {
		expect(eventFromBody({ ...end, lsid: ID.toUpperCase() }, options).sessionId).toBe(ID);
	});
});
