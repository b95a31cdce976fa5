import { Refusal } from '../../chassis/refusal.mts';

/** Reads a whole number of the query; `undefined` when it is absent or empty. @throws Refusal 400 */
export function wholeNumber(query: URLSearchParams, name: string): number | undefined {
	const text = query.get(name);
	if (text === null || text === '') return undefined;
	// Not padded with zeros.
	if (!/^(?:0|-?[1-9]\d{0,9})$/.test(text)) {
		throw new Refusal(400, 'wrong_type', `The parameter "${name}" must be a whole number.`, {
			field: name,
		});
	}
	return Number(text);
}

/** Reads a switch of the query; absent is off. */
export function flag(query: URLSearchParams, name: string): boolean {
	return query.get(name)?.toLowerCase() === 'true';
}

/** Cuts a list by `count`, or by `page_size` and `page_no` (from 1) when `pageinate` is on; never more than `most` at once. */
export function page<T>(list: T[], query: URLSearchParams, most: number): T[] {
	if (flag(query, 'pageinate')) {
		const size = Math.min(wholeNumber(query, 'page_size') ?? 50, most);
		const from = ((wholeNumber(query, 'page_no') ?? 1) - 1) * size;
		return list.slice(Math.max(0, from), Math.max(0, from + size));
	}
	const count = wholeNumber(query, 'count');
	return list.slice(0, count === undefined || count <= 0 ? most : Math.min(count, most));
}

/** True if one of the values holds the searched text, whatever its case; an empty search finds all. */
export function matches(search: string | null, values: unknown[]): boolean {
	const wanted = (search ?? '').trim().toLowerCase();
	return (
		wanted === '' ||
		values.some((value) =>
			String(value ?? '')
				.toLowerCase()
				.includes(wanted),
		)
	);
}
