import { matchingCases, measure } from './matchingCorpus.mts';
import type { Measured } from './matchingCorpus.mts';

const cases = matchingCases();
const of = (part: string) => cases.filter((one) => one.part === part);

const percent = (part: number, whole: number) =>
	`${part} of ${whole} (${((100 * part) / whole).toFixed(1)} %)`;

const report = (name: string, measured: Measured) =>
	process.stdout.write(
		`suggestions, ${name}: right ticket first ${percent(measured.first, measured.withTicket)}, ` +
			`in the first three ${percent(measured.firstThree, measured.withTicket)}, ` +
			`silent where none is right ${percent(measured.silent, measured.withoutTicket)}\n`,
	);

describe('the labelled set', () => {
	test('has 150 cases and more, 45 and more of them without a right ticket, 40 and more written by hand', () => {
		expect(cases.length).toBeGreaterThanOrEqual(150);
		expect(cases.filter(({ right }) => right === null).length).toBeGreaterThanOrEqual(45);
		expect(of('handwritten').length).toBeGreaterThanOrEqual(40);
	});

	test('gives every case 5 to 40 candidates, with the right one among them', () => {
		for (const { candidates, right, name } of cases) {
			expect([name, candidates.length >= 5 && candidates.length <= 40]).toEqual([name, true]);
			expect([name, candidates.includes(undefined)]).toEqual([name, false]);
			const ids = candidates.map((one) => {
				const { id, number, key } = one as Record<string, unknown>;
				return String(id ?? number ?? key);
			});
			if (right !== null) expect(ids).toContain(right);
		}
		expect(new Set(cases.map(({ name }) => name)).size).toBe(cases.length);
	});
});

describe('suggestions for the labelled set', () => {
	test.each(['tuning', 'heldOut', 'handwritten'])('of the part %s are measured', (part) => {
		const measured = measure(of(part));
		report(part, measured);
		if (process.env.SHOW_MISSED === part) {
			for (const { one, suggestions } of measured.missed) {
				const { customer, startedAt, transcript } = one.session;
				const said = transcript.map(({ text }) => text).join(' / ');
				console.log(one.name, one.right, customer, startedAt, said, suggestions);
			}
		}
		expect(measured.first / measured.withTicket).toBeGreaterThanOrEqual(0.85);
		expect(measured.firstThree / measured.withTicket).toBeGreaterThanOrEqual(0.9);
		expect(measured.silent / measured.withoutTicket).toBeGreaterThanOrEqual(0.85);
	});

	test('are as good as they have to be', () => {
		const measured = measure(cases);
		report('the whole set', measured);
		expect(measured.first / measured.withTicket).toBeGreaterThanOrEqual(0.85);
		expect(measured.firstThree / measured.withTicket).toBeGreaterThanOrEqual(0.95);
		expect(measured.silent / measured.withoutTicket).toBeGreaterThanOrEqual(0.9);
	});
});
