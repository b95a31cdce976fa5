import { setTimeout as sleep } from 'node:timers/promises';

import { inOrder } from '../../../nodes/BeyondTrust/inOrder';

describe('Items worked on several at a time', () => {
	it('come back in their order, whichever is ready first', async () => {
		const results = await inOrder(20, 5, async (index) => {
			await sleep((20 - index) % 7);
			return index;
		});
		expect(results).toEqual(Array.from({ length: 20 }, (_, index) => index));
	});

	it('are never more at a time than allowed', async () => {
		let now = 0;
		let most = 0;
		await inOrder(20, 4, async () => {
			most = Math.max(most, ++now);
			await sleep(2);
			now--;
		});
		expect(most).toBe(4);
	});

	it('stop at a failure: nothing new begins, what runs is awaited, the lowest failure is told', async () => {
		const begun: number[] = [];
		const finished: number[] = [];
		const run = inOrder(50, 3, async (index) => {
			begun.push(index);
			await sleep(index === 1 ? 20 : 5);
			if (index === 1 || index === 2) throw new Error(`item ${index}`);
			finished.push(index);
		});
		await expect(run).rejects.toThrow('item 1');
		expect(begun.length).toBeLessThan(6);
		expect(finished.length).toBe(begun.length - 2);
	});

	it('are none for an empty input', async () => {
		expect(await inOrder(0, 5, async () => 1)).toEqual([]);
	});
});
