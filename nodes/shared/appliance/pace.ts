import { sleep } from 'n8n-workflow';

/**
 * An API account may ask 20 times a second and 15,000 times an hour, all endpoints together (Configuration API
 * specification). 54 ms between two requests gives 18.5 a second, which leaves room for the requests for tokens.
 */
const SPACING_MS = 54;

/**
 * A timer is always late, and a busy process makes it later: that much is made up for with the next request. Even so
 * the 21st leaves 1,065 ms after the first (20 * 54 - 15), so that the first may lose 65 ms on its way.
 */
const LATE_MS = 15;

/**
 * Other processes of n8n, and other programs, may use the same account, and nobody tells how many. So a refusal makes
 * this process slower by half, and each turn makes it a little faster again, as TCP shares a line: any number of
 * processes come to share what there is.
 */
const SLOWER_BY = 1.5;
const FASTER_BY_PER_SECOND = 0.02;
const SLOWEST_SPACING_MS = 2_000;

/** The requests of one account, in this process. Times in milliseconds of a clock that nobody sets. */
interface Queue {
	/** Settles when the last request in the queue has left. */
	tail: Promise<void>;
	/** When the next request may leave. */
	notBefore: number;
	/** Between two requests. */
	spacing: number;
	/** Until then, refusals are those of requests that had left before the first of them, and say nothing new. */
	slowedUntil: number;
}

const queues = new Map<string, Queue>();

function queueOf(account: string): Queue {
	let queue = queues.get(account);
	if (!queue) {
		queue = {
			tail: Promise.resolve(),
			notBefore: 0,
			spacing: SPACING_MS,
			slowedUntil: 0,
		};
		queues.set(account, queue);
	}
	return queue;
}

/**
 * Waits for this account's next turn, in the order of asking.
 *
 * Each turn is counted from when the one before it was meant to leave, or little before it really left: after a stall
 * of the process, requests that are late do not leave all at once.
 */
export async function takeTurn(account: string): Promise<void> {
	const queue = queueOf(account);
	const turn = queue.tail.then(async () => {
		for (
			let wait = queue.notBefore - performance.now();
			wait > 0;
			wait = queue.notBefore - performance.now()
		) {
			await sleep(wait);
		}
		const meant = Math.max(queue.notBefore, performance.now() - LATE_MS);
		queue.notBefore = meant + queue.spacing;
		queue.spacing = Math.max(SPACING_MS, 1_000 / (1_000 / queue.spacing + FASTER_BY_PER_SECOND));
	});
	queue.tail = turn;
	await turn;
}

/** Holds every request of an account back for a while, and slows down, after the appliance said that there were too many. */
export function holdBack(account: string, milliseconds: number): void {
	const queue = queueOf(account);
	const now = performance.now();
	if (now >= queue.slowedUntil) {
		queue.spacing = Math.min(queue.spacing * SLOWER_BY, SLOWEST_SPACING_MS);
		queue.slowedUntil = now + milliseconds;
	}
	queue.notBefore = Math.max(queue.notBefore, now + milliseconds);
}
