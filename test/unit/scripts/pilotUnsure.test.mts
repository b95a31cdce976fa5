import path from 'node:path';

import { evaluated, pilot, root } from './pilotRun.mts';

const { unsureFacts } = jest.requireActual<{
	unsureFacts(root: string): Array<{ id: string | null; area: string | null; file: string }>;
}>(path.join(root, 'scripts/pilot/unsure.cjs'));

interface Question {
	id: string;
	asks: boolean;
	see: string | null;
}

let questions: Question[];

beforeAll(async () => {
	const printed = await evaluated(`
		const { QUESTIONS } = await load('questions.mjs');
		console.log(JSON.stringify(QUESTIONS.map(({ id, ask, see = null }) => ({ id, asks: ask !== undefined, see }))));
	`);
	questions = JSON.parse(printed) as Question[];
});

describe('What the code is unsure of', () => {
	const facts = unsureFacts(root);

	it('has a mark of its own, each in an area that there is', () => {
		expect(facts.filter(({ id, area }) => id === null || area === null)).toEqual([]);
		expect(new Set(facts.map(({ id }) => id)).size).toBe(facts.length);
		expect(facts.length).toBeGreaterThan(30);
	});

	it('is asked by the pilot, or the pilot says how to see it', () => {
		const known = questions.map(({ id }) => id);
		expect(facts.map(({ id }) => id).filter((id) => !known.includes(id!))).toEqual([]);
		expect(questions.filter(({ asks, see }) => !asks && !see)).toEqual([]);
	});

	it('is all that the pilot asks about, once each', () => {
		const ids = facts.map(({ id }) => id);
		expect(questions.map(({ id }) => id).filter((id) => !ids.includes(id))).toEqual([]);
		expect(new Set(questions.map(({ id }) => id)).size).toBe(questions.length);
	});

	it('is shown with how it is found out, before anything is asked', async () => {
		const { code, output } = await pilot({}, '--questions');
		expect(code).toBe(0);
		for (const { id } of facts) expect(output).toContain(`\n${id} – `);
		expect(output).not.toContain('unknown');
	});
});
