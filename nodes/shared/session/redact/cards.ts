import { marked } from './marks';

/** Lengths and first digits of payment cards; the check digit alone would also find serial numbers. */
const isCard = (digits: string) =>
	/^(?:4\d{12}|3[0689]\d{12}|3[47]\d{13}|[2-6]\d{15,18})$/.test(digits) && checkDigitFits(digits);

function checkDigitFits(digits: string): boolean {
	let sum = 0;
	for (let index = 0; index < digits.length; index++) {
		const digit = digits.charCodeAt(digits.length - 1 - index) - 48;
		const doubled = index % 2 === 1 ? digit * 2 : digit;
		sum += doubled > 9 ? doubled - 9 : doubled;
	}
	return sum % 10 === 0;
}

/** Groups of any length are parted by these; by other signs only groups as long as a card's: `12/11/2026` is a date. */
const USUAL = /^[ .-]{1,3}$/;
const SHORTEST_GROUP = 4;

const joins = (before: string, separator: string) =>
	USUAL.test(separator) || (separator.length <= 3 && before.length >= SHORTEST_GROUP);

/** Looks in a run of groups of digits for consecutive groups that are a card together; other numbers may stand beside it. */
function withoutCardsInRun(run: string): string {
	const parts = run.split(/(\D+)/);
	let result = '';
	for (let start = 0; start < parts.length; ) {
		let digits = '';
		let last = -1;
		for (let end = start; end < parts.length && digits.length < 19; end += 2) {
			if (parts[end] === '' || (end > start && !joins(parts[end - 2], parts[end - 1]))) break;
			digits += parts[end];
			if (isCard(digits)) last = end;
		}
		const found = parts.slice(start, Math.max(last, start) + 1).join('');
		result += last < 0 ? found : marked('card number', found.length);
		start = Math.max(last, start) + 2;
		result += parts[start - 1] ?? '';
	}
	return result;
}

/** Marks payment card numbers with a valid check digit, in groups or not, however the groups are parted. */
export const withoutCards = (text: string): string =>
	text.replace(/[\d ./_|,;\n-]{13,}/g, (run, at: number) => {
		// A group that goes on with a letter is something else.
		const isPart = (place: number) => /\p{L}/u.test(text[place] ?? '');
		const from = isPart(at - 1) ? run.search(/\D|$/) : 0;
		const to = isPart(at + run.length)
			? run.length - (/\d*$/.exec(run)?.[0].length ?? 0)
			: run.length;
		return from < to
			? run.slice(0, from) + withoutCardsInRun(run.slice(from, to)) + run.slice(to)
			: run;
	});
