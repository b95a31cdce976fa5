import { Memo } from '../shared/memo';

/**
 * What a trigger may use again without asking n8n for the credential. Reading one costs n8n about 60 ms, several times
 * what the rest of an answer costs, and the appliance sends its events one after the other.
 */
const memory = new Memo({ forMs: 60_000 });

/** A stranger's wrong tokens make n8n read the credential this often at most, in milliseconds. */
const READ_AGAIN_AFTER_MS = 1_000;

/** The value under `name` as read within the last minute, or read now. Failures are not remembered. */
export async function remember<T>(name: string, read: () => Promise<T>): Promise<T> {
	return await memory.get(name, read);
}

/** Forgets what is under `name`, unless it was read a moment ago. Says whether reading again is worth while. */
export function forget(name: string): boolean {
	const age = memory.age(name);
	if (age !== undefined && age < READ_AGAIN_AFTER_MS) return false;
	memory.forget(name);
	return true;
}
