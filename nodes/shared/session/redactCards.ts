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

/** Looks in a run of groups of digits for consecutive groups that are a card together; other numbers may stand beside it. */
function withoutCardsInRun(run: string, mark: string): string {
	const parts = run.split(/(\D+)/);
	let result = '';
	for (let start = 0; start < parts.length; ) {
		let digits = '';
		let end = start;
		let found = -1;
		for (; end < parts.length && digits.length < 19; end += 2) {
			digits += parts[end];
			if (isCard(digits)) found = end;
		}
		result += found >= 0 ? mark : parts[start];
		const last = found >= 0 ? found : start;
		result += parts[last + 1] ?? '';
		start = last + 2;
	}
	return result;
}

/** Puts `mark` in the place of payment card numbers with a valid check digit, in groups or not. */
export const withoutCards = (text: string, mark: string): string =>
	text.replace(/(?<![\p{L}\p{N}])\d+(?:[ .\u00a0-]{1,2}\d+)*(?![\p{L}\p{N}])/gu, (run) =>
		run.length < 13 ? run : withoutCardsInRun(run, mark),
	);
