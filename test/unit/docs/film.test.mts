import { readFileSync } from 'node:fs';
import path from 'node:path';

import { root } from '../../harness/prepared.mts';

const MOST_BYTES = 3_000_000;

/** The moving picture that `npm run film` makes. */
describe('The moving picture of the README', () => {
	const film = readFileSync(path.join(root, 'docs/images/film.gif'));

	it('is shown by the README', () => {
		expect(readFileSync(path.join(root, 'README.md'), 'utf8')).toContain('(docs/images/film.gif)');
	});

	it('is an animated GIF that repeats, below 3 MB', () => {
		expect(film.subarray(0, 6).toString('latin1')).toBe('GIF89a');
		expect(film.includes('NETSCAPE2.0', 0, 'latin1')).toBe(true);
		// One graphic control extension a frame, each of which says how long the frame is seen.
		const frames = film.toString('latin1').split('\x21\xf9\x04').length - 1;
		expect(frames).toBeGreaterThan(20);
		expect(film.length).toBeLessThan(MOST_BYTES);
	});
});
