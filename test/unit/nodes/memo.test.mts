import { Memo } from '../../../nodes/shared/memo';

function counter() {
	let made = 0;
	return async () => {
		await Promise.resolve();
		made += 1;
		return made;
	};
}

const failing = async (): Promise<never> => {
	await Promise.resolve();
	throw new Error('no');
};

describe('A memo', () => {
	it('makes a value once, however many ask at the same time', async () => {
		const memo = new Memo();
		const make = counter();
		const all = await Promise.all(
			['a', 'a', 'a', 'b'].map(async (name) => await memo.get(name, make)),
		);
		expect(all).toEqual([1, 1, 1, 2]);
		expect(await memo.get('a', make)).toBe(1);
	});

	it('tries again after a failure', async () => {
		const memo = new Memo();
		await expect(memo.get('a', failing)).rejects.toThrow('no');
		expect(await memo.get('a', counter())).toBe(1);
	});

	it('keeps a failure where it is told to', async () => {
		const memo = new Memo({ failures: true });
		await expect(memo.get('a', failing)).rejects.toThrow('no');
		await expect(memo.get('a', counter())).rejects.toThrow('no');
	});

	it('forgets the oldest of too many, and what it is told to forget', async () => {
		const memo = new Memo({ atMost: 2 });
		const make = counter();
		for (const name of ['a', 'b', 'c']) await memo.get(name, make);
		expect(await memo.get('b', make)).toBe(2);
		expect(await memo.get('a', make)).toBe(4);
		memo.forget('a');
		expect(memo.age('a')).toBeUndefined();
		expect(await memo.get('a', make)).toBe(5);
	});

	it('makes a value anew when its time is over', async () => {
		const now = jest.spyOn(Date, 'now').mockReturnValue(1_000);
		const memo = new Memo({ forMs: 500 });
		const make = counter();
		await memo.get('a', make);
		now.mockReturnValue(1_499);
		expect(await memo.get('a', make)).toBe(1);
		now.mockReturnValue(1_500);
		expect(await memo.get('a', make)).toBe(2);
		now.mockRestore();
	});
});
