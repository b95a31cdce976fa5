import { corpus, measure, redacted } from './redactionCorpus.mts';
import type { Part } from './redactionCorpus.mts';

/** Slightly below what was measured when the patterns were written; see docs/redaction.md. */
const FLOORS: Array<[part: Part, removed: number, untouched: number]> = [
	['tuning', 0.97, 0.98],
	['heldOut', 0.95, 0.97],
	['fresh', 0.78, 0.9],
];

const percent = (part: number, whole: number) =>
	`${part} of ${whole} (${((100 * part) / whole).toFixed(1)} %)`;

describe('the corpus', () => {
	const all = FLOORS.flatMap(([part]) => corpus(part));

	test('has 200 lines and more, about half of them innocent, in five languages', () => {
		expect(all.length).toBeGreaterThanOrEqual(200);
		const innocent = all.filter(({ secrets }) => secrets.length === 0).length / all.length;
		expect(innocent).toBeGreaterThan(0.45);
		expect(innocent).toBeLessThan(0.55);
		expect(new Set(all.map(({ language }) => language))).toEqual(
			new Set(['en', 'de', 'fr', 'es', 'nl']),
		);
	});

	test('says of every line what is secret in it, and holds none twice', () => {
		for (const { line, secrets } of all) {
			for (const secret of secrets) expect(line).toContain(secret);
		}
		const said = all.map(({ line, question }) => `${question ?? ''}\n${line}`);
		expect(new Set(said).size).toBe(all.length);
	});
});

describe('redaction of the corpus', () => {
	test.each(FLOORS)(
		'of %s is at least as good as when it was measured',
		(part, removed, untouched) => {
			const measured = measure(corpus(part));
			process.stdout.write(
				`redaction, ${part}: secrets removed ${percent(measured.removed, measured.secrets)}, ` +
					`innocent lines untouched ${percent(measured.untouched, measured.innocent)}\n`,
			);
			expect(measured.removed / measured.secrets).toBeGreaterThanOrEqual(removed);
			expect(measured.untouched / measured.innocent).toBeGreaterThanOrEqual(untouched);
		},
	);

	test('changes nothing more when it is done again', () => {
		for (const [part] of FLOORS) {
			for (const line of corpus(part)) {
				const once = redacted(line);
				expect(redacted({ ...line, line: once })).toBe(once);
			}
		}
	});
});
