import { Agent, request } from 'node:http';
import type { Forgery } from './forgeries.mts';

/** Requests in the air at a time. */
const SIDE_BY_SIDE = 8;

const agent = new Agent({ keepAlive: true, maxSockets: SIDE_BY_SIDE });

/** Sends one forged request. @returns the status; 0 where the connection broke off */
async function send({ url, headers, body, slow }: Forgery): Promise<number> {
	return await new Promise<number>((resolve) => {
		const bytes = Buffer.from(body as string);
		const sent = request(url, {
			method: 'POST',
			agent,
			headers: { ...headers, 'content-length': bytes.length },
		});
		sent.on('response', (response) => {
			response.resume();
			response.on('close', () => resolve(response.statusCode ?? 0));
		});
		sent.on('error', () => resolve(0));
		if (!slow) {
			sent.end(bytes);
			return;
		}
		const half = Math.floor(bytes.length / 2);
		sent.write(bytes.subarray(0, half));
		const goOn = () => (slow < 0 ? sent.destroy() : sent.end(bytes.subarray(half)));
		setTimeout(goOn, Math.abs(slow));
	});
}

/** What came of the requests: how often which kind of request got which status. */
export class Toll {
	readonly counts = new Map<string, number>();
	/** Executions that the requests must have started. */
	started = 0;
	/** Outsiders that got an answer other than a refusal. */
	readonly welcomed: string[] = [];

	add({ kind, trusted, starts }: Forgery, status: number): void {
		const key = `${trusted ? 'right token' : 'wrong token'} ${kind} -> ${status || 'broken off'}`;
		this.counts.set(key, (this.counts.get(key) ?? 0) + 1);
		if (starts && status === 200) this.started++;
		if (!trusted && status >= 200 && status < 400) this.welcomed.push(key);
	}

	table(): string {
		const lines = [...this.counts].sort(([a], [b]) => (a < b ? -1 : 1));
		return lines.map(([key, count]) => `${String(count).padStart(6)}  ${key}`).join('\n');
	}
}

/**
 * Sends forged requests, a few side by side.
 *
 * @param after called with the number of answers so far
 */
export async function attack(
	forged: Iterator<Forgery>,
	toll: Toll,
	after: (done: number) => void,
): Promise<void> {
	let done = 0;
	const worker = async () => {
		for (let next = forged.next(); !next.done; next = forged.next()) {
			toll.add(next.value, await send(next.value));
			after(++done);
		}
	};
	await Promise.all(Array.from({ length: SIDE_BY_SIDE }, worker));
}

/** Lets go of the connections. */
export const rest = (): void => agent.destroy();
