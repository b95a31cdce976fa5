import { corpus, measure, PARTS, redacted } from './redactionCorpus.mts';
import type { Part } from './redactionCorpus.mts';

/** What was measured when the rules were written; see docs/redaction.md. */
const FLOORS: Array<[part: Part, removed: number, untouched: number, wordsLost: number]> = [
	['tuning', 1, 1, 0.003],
	['heldOut', 1, 0.98, 0.02],
	['fresh', 0.96, 0.97, 0.003],
	['chats', 0.97, 1, 0],
	['chatsHard', 0.63, 1, 0.002],
	['chatsAside', 1, 1, 0],
	['chatsLater', 0.78, 0.75, 0.012],
];

const percent = (part: number, whole: number) =>
	`${part} of ${whole} (${((100 * part) / whole).toFixed(1)} %)`;

const LANGUAGES = ['en', 'de', 'fr', 'es', 'nl', 'it'];

describe('the corpus', () => {
	const all = PARTS.flatMap(corpus);

	test('has 600 chats and more, about half of them innocent, in six languages', () => {
		expect(all.length).toBeGreaterThanOrEqual(600);
		const innocent = all.filter(({ secrets }) => secrets.length === 0).length / all.length;
		expect(innocent).toBeGreaterThan(0.4);
		expect(innocent).toBeLessThan(0.6);
		expect(new Set(all.map(({ language }) => language))).toEqual(new Set(LANGUAGES));
	});

	test('says of every chat what is secret in it, and holds none twice', () => {
		for (const { chat, secrets } of all) {
			for (const secret of secrets) expect(chat.join('\n')).toContain(secret);
		}
		const said = all.map(({ chat }) => chat.join('\n'));
		expect(new Set(said).size).toBe(all.length);
	});
});

describe('redaction of the corpus', () => {
	test.each(FLOORS)(
		'of %s is at least as good as when it was measured',
		(part, removed, untouched, wordsLost) => {
			const measured = measure(corpus(part));
			process.stdout.write(
				`redaction, ${part}: secrets removed ${percent(measured.removed, measured.secrets)}, ` +
					`innocent chats untouched ${percent(measured.untouched, measured.innocent)}, ` +
					`other words lost ${percent(measured.wordsLost, measured.words)}\n`,
			);
			expect(measured.removed / measured.secrets).toBeGreaterThanOrEqual(removed);
			expect(measured.untouched / measured.innocent).toBeGreaterThanOrEqual(untouched);
			expect(measured.wordsLost / measured.words).toBeLessThanOrEqual(wordsLost);
		},
	);

	test('changes nothing more when it is done again', () => {
		for (const chat of PARTS.flatMap(corpus)) {
			const once = redacted(chat);
			expect(redacted({ ...chat, chat: once })).toEqual(once);
		}
	});
});
