import { holdBack, takeTurn } from '../../../nodes/shared/appliance/pace';

/** Milliseconds at which each of `count` requests that ask at once may leave. */
async function departures(account: string, count: number): Promise<number[]> {
	const left: number[] = [];
	await Promise.all(
		Array.from({ length: count }, async () => {
			await takeTurn(account);
			left.push(Date.now());
		}),
	);
	return left;
}

describe('The pace of an API account', () => {
	it('never lets more than 19 requests leave within a second', async () => {
		const left = await departures('many', 30);
		for (const start of left) {
			expect(
				left.filter((time) => time >= start && time < start + 1_000).length,
			).toBeLessThanOrEqual(19);
		}
	});

	it('does not make up for a stall of the process with a burst', async () => {
		const turns = departures('stall', 12);
		const until = Date.now() + 400;
		while (Date.now() < until);
		const left = await turns;
		for (const [first, start] of left.entries()) {
			for (const [after, time] of left.slice(first).entries()) {
				// A clock of whole milliseconds may show one less.
				expect(time - start).toBeGreaterThanOrEqual(after * 54 - 15 - 1);
			}
		}
	});

	it('is one account’s own', async () => {
		const started = Date.now();
		await Promise.all(['a', 'b', 'c', 'd', 'e', 'f'].map(takeTurn));
		expect(Date.now() - started).toBeLessThan(50);
	});

	it('stops for as long as the appliance asks', async () => {
		const started = Date.now();
		holdBack('held', 300);
		await takeTurn('held');
		expect(Date.now() - started).toBeGreaterThanOrEqual(295);
	});
});
