import { alternativesOf, Unsupported } from './parse';
import { overlap, signsWithin } from './signs';
import { waysThrough } from './ways';
import type { Step } from './ways';

/** So many ways to divide one text among bounded repetitions are tried in no time. */
const MOST_DIVISIONS = 500;

/**
 * Two repetitions without a bound share out one text in as many ways as it has signs, where nothing that must stand
 * between them ends the first or begins the second, and something after them can fail.
 */
function sharesText(way: Step[], first: Step, index: number): boolean {
	const rest = way.slice(index + 1);
	return rest.some((second, distance) => {
		if (!second.free || !overlap(first.signs, second.signs)) return false;
		const separated = rest
			.slice(0, distance)
			.some(
				({ required, signs }) =>
					required && !(overlap(signs, first.signs) && overlap(signs, second.signs)),
			);
		return !separated && rest.slice(distance + 1).some(({ canFail }) => canFail);
	});
}

function divisions(way: Step[]): number {
	const loose = way.filter(({ lengths }) => lengths > 1);
	return loose
		.filter((step, index) =>
			loose.some((other, place) => place !== index && overlap(step.signs, other.signs)),
		)
		.reduce((product, { lengths }) => product * lengths, 1);
}

function judge(source: string): string | null {
	for (const way of waysThrough(alternativesOf(source), signsWithin(source))) {
		if (way.some((step, index) => step.free && sharesText(way, step, index))) {
			return 'repeats twice what can be the same text';
		}
		if (divisions(way) > MOST_DIVISIONS) return 'can match one text in too many ways';
	}
	return null;
}

/**
 * Why a regular expression could take time out of all proportion to the text, as the end of the sentence "This pattern
 * …"; `null` where it cannot. On the safe side: some harmless patterns are refused too. Takes an expression that
 * JavaScript accepts with the flag `u`.
 */
export function dangerOf(source: string): string | null {
	try {
		return judge(source);
	} catch (error) {
		return error instanceof Unsupported ? error.message : 'cannot be judged';
	}
}
