/** Longer than most: one desk from the ticket to the time on it, played on the same rig. */

import { FIELDS } from '../../desk/zendesk/model.mts';
import { ask, call, calls, desk, later, MARKER, put, useZendesk } from './zendeskRig.mts';

useZendesk();

const PLAIN = { totalTimeField: '', lastTimeField: '' };
const notes = (number: string) => desk.control.notes(number);
const writes = () => calls().filter((one) => /^(PUT|POST) \/api/.test(one));
const spent = (number: string) =>
	desk.control.ticket(number).custom_fields.map(({ value }) => value);
const alex = () => String(desk.control.agent('Alex Morgan').id);

describe('A ticket', () => {
	it('is known with its people, however its number is typed', async () => {
		for (const ticket of ['1201', ' #1201 ', '[ID:0001201]', '1201.', 1201]) {
			expect(await ask({ operation: 'getTicket', ticket })).toMatchObject({
				ticket: {
					...{ id: '1201', number: '1201', status: 'open', closed: false, type: 'incident' },
					customer: {
						...{ name: 'Jordan Blake', email: 'jordan.blake@customer.example' },
						company: 'Northwind Studio',
					},
					...{ technician: 'Alex Morgan', url: `${desk.url}/agent/tickets/1201` },
				},
			});
		}
		for (const ticket of ['INC0001201', 'ABC-1', '99999999999', '', "1' OR 1=1"]) {
			expect(await ask({ operation: 'getTicket', ticket })).toMatchObject({ ticket: null });
		}
	});

	it('that is deleted or not to be seen is not found, and it is said that it may be either', async () => {
		desk.control.deleteTicket('1202');
		desk.control.hideTicket('1203');
		for (const id of ['1202', '1203']) {
			expect(await ask({ operation: 'getTicket', ticket: id })).toMatchObject({ ticket: null });
			const answer = await ask(put(id));
			expect(answer).toMatchObject({ outcome: 'notFound', status: 404, ticketId: id });
			expect(answer.said).toContain('the account may not see');
		}
		expect(writes()).toEqual([]);
	});

	it('counts as closed once it is solved', async () => {
		await call('PUT', '/tickets/1201.json', { ticket: { status: 'solved' } });
		expect(await ask({ operation: 'getTicket', ticket: '1201' })).toMatchObject({
			ticket: { status: 'solved', closed: true },
		});
	});
});

describe('A note', () => {
	it('is written once, private, in the name of the agent', async () => {
		expect(await ask(put('1201'))).toMatchObject({
			...{ outcome: 'written', ticketId: '1201', writtenAs: alex(), said: null },
			noteId: expect.stringMatching(/^\d{14}$/),
		});
		expect(notes('1201')).toMatchObject([{ isPrivate: true, author: 'Alex Morgan' }]);
		const { noteId } = await ask(put('1201'));
		expect(await ask(put('1201'))).toMatchObject({ outcome: 'there', noteId });
		expect(notes('1201')).toHaveLength(1);
	});

	it.each(['error', 'destroy'] as const)(
		'stands there once although the answer was lost (%s)',
		async (how) => {
			desk.control.setFaults({ storeButFail: { times: 1, how } });
			expect(await ask(put('1201', { minutes: 5 }))).toMatchObject({ outcome: 'later' });
			expect(await ask(put('1201', { minutes: 5 }))).toMatchObject({ outcome: 'there' });
			expect(notes('1201')).toHaveLength(1);
			expect(spent('1201')).toEqual([300, 300]);
		},
	);

	it('is found on the third page of comments, newest first', async () => {
		await ask(put('1201'));
		for (let count = 0; count < 230; count += 1) desk.control.comment('1201', `More ${count}`);
		expect(await ask(put('1201'))).toMatchObject({ outcome: 'there' });
		const lists = desk.control.journal().filter(({ path }) => path.includes('/comments'));
		expect(lists.slice(-3).map(({ query }) => query.sort)).toEqual(Array(3).fill('-created_at'));
	});

	it('that is for the customer is public', async () => {
		const note = { audience: 'customer', sections: [], marker: MARKER, postscript: '' };
		expect(await ask(put('1201', { note }))).toMatchObject({ outcome: 'written' });
		expect(notes('1201')).toMatchObject([{ isPrivate: false }]);
	});

	it('that went out although it was private is made private', async () => {
		desk.control.set({ leaks: true });
		const answer = await ask(put('1201'));
		expect(answer).toMatchObject({ outcome: 'written', noteId: expect.any(String) });
		expect(answer.said).toContain('showed the note to the customer');
		expect(answer.said).toContain('It is private now.');
		expect(notes('1201')).toMatchObject([{ isPrivate: true }]);
	});

	it.each([
		['who left', () => Object.assign(desk.control.agent('Alex Morgan'), { active: false })],
		['who is suspended', () => (desk.control.agent('Alex Morgan').suspended = true)],
		['whom nobody may write for', () => desk.control.set({ agentsMayBeAuthors: false })],
	])('of an agent %s costs the name, not the note', async (_who, change) => {
		const known = { agentId: alex(), names: ['Alex Morgan'], email: null };
		change();
		for (const [number, author] of [
			['1201', known],
			['1202', { ...known, agentId: null }],
		] as const) {
			expect(await ask(put(number, { author }))).toMatchObject({
				...{ outcome: 'written', writtenAs: null },
			});
			expect(notes(number)).toMatchObject([{ author: 'Desk API', isPrivate: true }]);
			expect(notes(number)[0].body).toContain('Technician: Alex Morgan');
		}
	});

	it('is in the name of whoever has the address, else of the only one of that name', async () => {
		const email = 'SAM.okafor@desk.example';
		const author = { agentId: null, names: ['Alex Morgan'], email };
		await ask(put('1201', { author }));
		expect(notes('1201')).toMatchObject([{ author: 'Sam Okafor' }]);
		desk.control.addAgent({ name: 'Alex Morgan' });
		const answer = await ask(put('1202'));
		expect(answer).toMatchObject({ outcome: 'written', writtenAs: null });
		expect(answer.said).toContain("several enabled agents called 'Alex Morgan'");
		const odd = { agentId: null, names: ['" OR role:admin "', '\\', '*'], email: 'a b:c*' };
		expect(await ask(put('1203', { author: odd }))).toMatchObject({ writtenAs: null });
	});

	it('holds nothing that Zendesk fills in or runs', async () => {
		const said = '{{ticket.requester.email}} {{{x}}} {% if a %} <b>&lt;script&gt;</b>';
		await ask(put('1201'), {}, { body: `<p>${MARKER}</p><p>${said}</p>`, marker: MARKER });
		const [{ body }] = notes('1201');
		expect(body).not.toContain('jordan.blake@');
		expect(body).not.toMatch(/\{[{%]/);
		expect(await ask(put('1201'))).toMatchObject({ outcome: 'there' });
	});

	it('over the limit is refused with what to check, and one of the longest length is not', async () => {
		const long = (length: number) => ({
			body: `<p>${MARKER}</p><p>${'漢'.repeat(length)}</p>`,
			marker: MARKER,
		});
		expect(await ask(put('1201'), {}, long(20_800))).toMatchObject({ outcome: 'written' });
		const answer = await ask(put('1202'), {}, long(30_000));
		expect(answer).toMatchObject({ outcome: 'refused', status: 422 });
		expect(answer.said).not.toContain('漢');
	});

	it('that the account may not write is refused with the right that is missing', async () => {
		for (const forbiddenAs of ['object', 'text'] as const) {
			desk.control.set({ mayWrite: false, forbiddenAs });
			const answer = await ask(put('1201'));
			expect(answer).toMatchObject({ outcome: 'refused', status: 403 });
			expect(answer.said).toContain('add private and public comments');
		}
	});

	it('on a ticket that is closed, merged or full is refused with what to do', async () => {
		const closed = await ask(put('1206'));
		expect(closed).toMatchObject({ outcome: 'refused', status: 422, ticketId: '1206' });
		expect(closed.said).toContain('follow-up');
		desk.control.mergeTicket('1205');
		expect((await ask(put('1205'))).said).toContain('merged into');
		desk.control.set({ mostComments: 1 });
		expect((await ask(put('1201'))).said).toContain('as many comments');
	});
});

describe('Time', () => {
	it('is added to its sum together with the note', async () => {
		await ask(put('1201', { minutes: 90 }));
		await ask({
			operation: 'addTime',
			ticket: '1201',
			minutes: 30,
			note: { marker: 'Time 1 · x' },
		});
		expect(spent('1201')).toEqual([7200, 1800]);
		expect(notes('1201')).toHaveLength(2);
		expect(writes()).toHaveLength(2);
	});

	it('is counted once for a marker', async () => {
		const time = {
			operation: 'addTime',
			ticket: '1201',
			minutes: 30,
			note: { marker: 'Time 1 · x' },
		};
		expect(await ask(time)).toMatchObject({ outcome: 'added', minutes: 30, writtenAs: null });
		expect(await ask(time)).toMatchObject({ outcome: 'there' });
		expect(spent('1201')).toEqual([1800, 1800]);
		const dull = { ...time, note: { marker: 'Time 2 · x' }, author: { agentId: '7', names: [] } };
		expect(await ask(dull)).toMatchObject({ outcome: 'added', writtenAs: null });
	});

	it('of somebody who was faster is kept', async () => {
		let faster = 1;
		desk.control.beforeUpdates(() => {
			if (faster-- <= 0) return;
			desk.control.ticket('1201').custom_fields[0].value = 1000;
			desk.control.touch('1201');
		});
		const answer = await ask(put('1201', { minutes: 10, author: null }));
		expect(answer).toMatchObject({ outcome: 'written', said: null });
		expect(spent('1201')).toEqual([1600, 600]);
		expect(writes()).toHaveLength(2);
	});

	it('is left out where others change the ticket again and again; the note is not', async () => {
		desk.control.beforeUpdates(() => desk.control.touch('1201'));
		const answer = await ask(put('1201', { minutes: 10, author: null }));
		expect(answer).toMatchObject({ outcome: 'written' });
		expect(answer.said).toContain('its time was not added');
		expect(spent('1201')).toEqual([null, null]);
		desk.control.beforeUpdates(() => desk.control.touch('1202'));
		const time = { operation: 'addTime', ticket: '1202', minutes: 5, note: { marker: 'T · x' } };
		expect(await ask(time)).toMatchObject({ outcome: 'later', status: 409 });
		expect(notes('1202')).toEqual([]);
	});

	it('is unsupported without the ids of its fields, and refused with wrong ones; notes do without', async () => {
		const time = { operation: 'addTime', ticket: '1201', minutes: 5, note: { marker: 'T · x' } };
		const none = await ask(time, PLAIN);
		expect(none).toMatchObject({ outcome: 'unsupported' });
		expect(none.said).toContain("'totalTimeField'");
		const wrong = { ...PLAIN, totalTimeField: '77', lastTimeField: String(FIELDS.last) };
		expect(await ask(time, wrong)).toMatchObject({ outcome: 'refused' });
		const written = await ask(put('1201', { minutes: 5 }), wrong);
		expect(written).toMatchObject({ outcome: 'written' });
		expect(written.said).toContain('no fields with the ids');
		expect(await ask(put('1202', { minutes: 5 }), PLAIN)).toMatchObject({ said: null });
		expect(spent('1201')).toEqual([null, null]);
	});
});

describe('A desk that is busy', () => {
	it('in plain text is waited for, and not for ten minutes', async () => {
		desk.control.setFaults({ answerNext: { times: 1, status: 429, retryAfter: 7 } });
		expect(await ask(put('1201'))).toMatchObject({ outcome: 'written' });
		for (let count = 0; count < 29; count += 1) {
			await call('PUT', '/tickets/1201.json', { ticket: { status: 'open' } });
		}
		later(60);
		const marker = `${MARKER} addendum 01234567`;
		const more = put('1201', { note: { ...put('1').note, marker } });
		expect(await ask(more)).toMatchObject({ outcome: 'later', errorKind: 'throttled' });
		later(600);
		expect(await ask(more)).toMatchObject({ outcome: 'written' });
		expect(notes('1201')).toHaveLength(2);
	});

	it('takes ten notes at once although it asks for a pause in the middle', async () => {
		desk.control.set({ requestsPerMinute: 12 });
		for (let count = 0; count < 10; count += 1) {
			const marker = `${MARKER} addendum 0123456${count}`;
			const note = { ...put('1').note, marker };
			const asked = put('1201', { note, author: null });
			const first = await ask(asked);
			if (first.outcome === 'later') {
				later(60);
				expect(await ask(asked)).toMatchObject({ outcome: 'written' });
			}
		}
		expect(new Set(notes('1201').map(({ body }) => body)).size).toBe(10);
	});

	it('that does not take the token is told with the fields of its own credential', async () => {
		desk.control.revoke();
		await ask({ operation: 'describe' });
		await call('GET', '/users/me.json');
		desk.control.revoke();
		const answer = await ask(put('1201'));
		expect(answer).toMatchObject({ outcome: 'later', errorKind: 'credentials', status: 401 });
		expect(answer.said).toContain('OAuth client in Zendesk');
		expect(answer.said).not.toContain('Token Expired Status Code');
	});
});
