import { ApplianceError } from '../../../nodes/shared/appliance/errors';
import type { ApplianceErrorKind } from '../../../nodes/shared/appliance/errors';
import { throughPeriod } from '../../../nodes/shared/appliance/period';
import type { Reading } from '../../../nodes/shared/appliance/period';

const DAY = 86_400;
const now = () => Math.floor(Date.now() / 1_000);
const error = (kind: ApplianceErrorKind, status?: number) =>
	new ApplianceError(kind, `${kind} of the test`, '', status);
const inside = (moments: number[], { from, to }: { from: number; to: number | null }) =>
	moments.filter((at) => at >= from && at <= (to ?? now()));

async function all(
	from: number,
	reading: Partial<Reading<number>> & Pick<Reading<number>, 'read'>,
	to: number | null = null,
	signal?: AbortSignal,
) {
	const list: number[] = [];
	for await (const one of throughPeriod({ from, to, signal }, { keyOf: String, ...reading }))
		list.push(one);
	return list;
}

describe('Reading through a period', () => {
	it('gives each once, though windows share a second and an answer may repeat itself', async () => {
		const begin = now() - 20 * DAY;
		const moments = Array.from({ length: 500 }, (_, n) => begin + n * 3_000);
		const read = async (window: { from: number; to: number | null }) => {
			const found = inside(moments, window);
			return [...found, ...found.slice(0, 1)].sort();
		};
		expect(await all(begin, { read })).toEqual(moments);
	});

	it('asks for nothing more when the caller stops', async () => {
		const read = jest.fn(async ({ from }: { from: number }) => [from]);
		for await (const _one of throughPeriod(
			{ from: now() - 900 * DAY, to: null },
			{ read, keyOf: String },
		))
			break;
		expect(read).toHaveBeenCalledTimes(1);
	});

	it('reads the few of a window that is too large one by one, and narrows where they are many', async () => {
		const begin = now() - DAY;
		const crowd = begin + 40_000;
		const moments = [begin, crowd, crowd, crowd, begin + 80_000];
		const windows: number[] = [];
		const read = async (window: { from: number; to: number | null }) => {
			const found = inside(moments, window);
			if (found.length > 2) throw error('tooLarge');
			return found;
		};
		const readEach = jest.fn(
			async (window: { from: number; to: number | null }, atMost: number) => {
				windows.push((window.to ?? now()) - window.from);
				const found = inside(moments, window);
				// As if there were many more of each.
				return found.length * 10 > atMost ? null : found;
			},
		);
		expect(await all(begin, { read, readEach })).toEqual([begin, crowd, begin + 80_000]);
		expect(windows[0]).toBeGreaterThan(DAY - 10);
		expect(windows.at(-1)).toBe(1);
	});

	it('narrows what is too slow', async () => {
		const begin = now() - DAY;
		let slow = 2;
		const widths: number[] = [];
		const read = async (window: { from: number; to: number | null }) => {
			widths.push((window.to ?? now()) - window.from);
			if (slow-- > 0) throw slow === 1 ? error('timeout') : error('unavailable', 504);
			return [];
		};
		await all(begin, { read });
		expect(widths[1]).toBeLessThan(widths[0] / 7);
		expect(widths[2]).toBeLessThan(widths[1] / 7);
	});

	it('gives up on an appliance that is slow three times in a row', async () => {
		const read = jest.fn(async () => {
			throw error('timeout');
		});
		await expect(all(now() - DAY, { read })).rejects.toMatchObject({ kind: 'timeout' });
		expect(read).toHaveBeenCalledTimes(3);
	});

	it('passes every other failure on at once', async () => {
		const read = jest.fn(async () => {
			throw error('permission');
		});
		await expect(all(now() - DAY, { read })).rejects.toMatchObject({ kind: 'permission' });
		expect(read).toHaveBeenCalledTimes(1);
	});

	it('stops when the execution is stopped', async () => {
		const stop = new AbortController();
		const read = jest.fn(async () => {
			stop.abort();
			return [];
		});
		const run = all(now() - 900 * DAY, { read }, null, stop.signal);
		await expect(run).rejects.toMatchObject({ kind: 'aborted' });
		expect(read).toHaveBeenCalledTimes(1);
	});
});
