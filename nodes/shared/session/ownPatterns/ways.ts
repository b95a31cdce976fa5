import { Unsupported } from './parse';
import type { Group, Part } from './parse';
import { NO_SIGNS, overlap } from './signs';
import type { Signs } from './signs';

/** Ways through a pattern, and steps on one way, that are looked at; more is no pattern for a redaction. */
const MOST_WAYS = 200;
const LONGEST_WAY = 200;

/** A repetition with more freedom than this counts as one without a bound. */
const FREE = 20;

/** A step on a way through a pattern. */
export interface Step {
	signs: Signs;
	/** Takes at least one sign. */
	required: boolean;
	/** Can make a match fail. */
	canFail: boolean;
	/** A repetition without a bound. */
	free: boolean;
	/** How many lengths it can have, where that is bounded. */
	lengths: number;
}

type Way = Step[];

const isFree = ({ min, max }: { min: number; max: number }) => max - min > FREE;

const BORDER: Step = { signs: NO_SIGNS, required: false, canFail: true, free: false, lengths: 1 };

/** What may be left out cannot fail, and divides nothing that must be divided. */
const optional = (way: Way): Way =>
	way.map((step, index) => ({
		...step,
		required: false,
		lengths: index === 0 ? step.lengths * 2 : step.lengths,
	}));

const aside = (way: Way): Way => way.map((step) => ({ ...step, required: false, canFail: true }));

function joined(before: Way[], after: Way[]): Way[] {
	if (before.length * after.length > MOST_WAYS) throw new Unsupported('has too many alternatives');
	return before.flatMap((start) =>
		after.map((end) => {
			if (start.length + end.length > LONGEST_WAY) throw new Unsupported('is too long');
			return [...start, ...end];
		}),
	);
}

/** What is repeated without a bound must leave only one way to read it. */
function repeated({ min }: Group, ways: Way[]): Step {
	const steps = ways.flat();
	if (steps.some(({ free, lengths }) => free || lengths > 1)) {
		throw new Unsupported('repeats what repeats already');
	}
	const starts = ways.map((way) => way.find(({ required }) => required)?.signs ?? null);
	const alike = starts.some(
		(start, index) =>
			start === null ||
			starts.slice(index + 1).some((other) => other === null || overlap(start, other)),
	);
	if (alike) throw new Unsupported('repeats alternatives that begin alike');
	const signs = new Set(steps.flatMap((step) => [...step.signs]));
	return { signs, required: min > 0, canFail: min > 0, free: true, lengths: 1 };
}

function unrolled({ min, max }: Group, ways: Way[]): Way[] {
	let all: Way[] = [[]];
	for (let count = 0; count < max; count++) {
		all = joined(all, count < min ? ways : ways.map(optional));
	}
	return all;
}

/** Every way through the alternatives of a pattern. `signsOf` tells the signs of one part of it. */
export function waysThrough(alternatives: Part[][], signsOf: (source: string) => Signs): Way[] {
	const waysOf = (part: Part): Way[] => {
		if (part.kind === 'border') return [[BORDER]];
		if (part.kind === 'group') {
			const inside = waysThrough(part.alternatives, signsOf);
			if (part.looksAround) return inside.map(aside);
			return isFree(part) ? [[repeated(part, inside)]] : unrolled(part, inside);
		}
		const { source, min, max } = part;
		const free = isFree(part);
		const lengths = free ? 1 : max - min + 1;
		return [[{ signs: signsOf(source), required: min > 0, canFail: min > 0, free, lengths }]];
	};
	const all = alternatives.flatMap((parts) =>
		parts.reduce<Way[]>((before, part) => joined(before, waysOf(part)), [[]]),
	);
	if (all.length > MOST_WAYS) throw new Unsupported('has too many alternatives');
	return all;
}
