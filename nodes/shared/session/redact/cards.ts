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

/** Blanks, dots and hyphens part the groups of any number; other signs part those of a card only where they are its own. */
const USUAL = /^[ .-]{1,3}$/;

/** Looks in a run of groups of digits for consecutive groups that are a card together; other numbers may stand beside it. */
function withoutCardsInRun(run: string): string {
	const parts = run.split(/(\D+)/);
	let result = '';
	for (let start = 0; start < parts.length; ) {
		let digits = '';
		let end = start;
		let found = -1;
		for (; end < parts.length && digits.length < 19; end += 2) {
			// `12/11/2026` is a date: between other signs every group but the last must be as long as a card's.
			if (end > start && !USUAL.test(parts[end - 1]) && parts[end - 2].length < 4) break;
			digits += parts[end];
			if (isCard(digits)) found = end;
		}
		const last = found >= 0 ? found : start;
		const length = parts.slice(start, last + 1).join('').length;
		result += found >= 0 ? marked('card number', length) : parts[start];
		result += parts[last + 1] ?? '';
		start = last + 2;
	}
	return result;
}

/** Marks payment card numbers with a valid check digit, in groups or not, however the groups are parted. */
export const withoutCards = (text: string): string =>
	text.replace(/(?<![\p{L}\p{N}])\d+(?:[ ./_|,;\n-]{1,3}\d+)*(?![\p{L}\p{N}])/gu, (run) =>
		run.length < 13 ? run : withoutCardsInRun(run),
	);
