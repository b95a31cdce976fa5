/**
 * Runs `work` for 0 … count-1, at most `width` at a time, and returns the results in order.
 *
 * When one fails, no further one begins; those under way are awaited, so that nothing goes on behind the caller's back,
 * and the failure of the lowest index is thrown.
 */
export async function inOrder<T>(
	count: number,
	width: number,
	work: (index: number) => Promise<T>,
): Promise<T[]> {
	const results: T[] = new Array<T>(count);
	const failures: Array<{ index: number; error: unknown }> = [];
	let next = 0;
	const lane = async () => {
		while (next < count && failures.length === 0) {
			const index = next++;
			try {
				results[index] = await work(index);
			} catch (error) {
				failures.push({ index, error });
			}
		}
	};
	await Promise.all(Array.from({ length: Math.min(width, count) }, lane));
	if (failures.length > 0) throw failures.sort((a, b) => a.index - b.index)[0].error;
	return results;
}
