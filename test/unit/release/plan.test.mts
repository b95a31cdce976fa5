import { createRequire } from 'node:module';

type ByText = (...parts: string[]) => string;

const { nextVersion, releasedChangelog, withVersion } = createRequire(import.meta.url)(
	'../../../scripts/release/plan.cjs',
) as {
	nextVersion: ByText;
	releasedChangelog: ByText;
	withVersion(text: string, version: string, places: number): string;
};

describe('The next version', () => {
	it.each([
		['0.1.0', 'patch', '0.1.1'],
		['0.1.9', 'minor', '0.2.0'],
		['1.9.3', 'major', '2.0.0'],
		['0.1.0', 'current', '0.1.0'],
		['0.1.0', '0.10.0', '0.10.0'],
		['1.2.3', '2.0.0', '2.0.0'],
	])('after %s is, for %s, %s', (current, wanted, next) => {
		expect(nextVersion(current, wanted)).toBe(next);
	});

	it.each(['0.1.0', '0.0.9', '1.2', 'newest', '', 'v0.2.0'])(
		'is never %p after 0.1.0',
		(wanted) => {
			expect(() => nextVersion('0.1.0', wanted)).toThrow(/not newer|neither/);
		},
	);
});

test('The changelog names the version and its day, and keeps every other part', () => {
	const text = '# Changes\n\n## 0.2.0 (not published yet)\n\n- New\n\n## 0.1.0 (2026-12-01)\n';
	expect(releasedChangelog(text, '0.2.0', '2027-01-15')).toBe(
		'# Changes\n\n## 0.2.0 (2027-01-15)\n\n- New\n\n## 0.1.0 (2026-12-01)\n',
	);
	expect(() => releasedChangelog('# Changes\n', '0.2.0', '2027-01-15')).toThrow(/no part/);
});

test('A lock file gets its own version only', () => {
	const lock =
		'{ "version": "0.1.0", "packages": { "": { "version": "0.1.0" }, "a": { "version": "0.1.0" } } }';
	expect(JSON.parse(withVersion(lock, '0.2.0', 2))).toEqual({
		version: '0.2.0',
		packages: { '': { version: '0.2.0' }, a: { version: '0.1.0' } },
	});
});
