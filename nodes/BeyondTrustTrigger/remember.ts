/**
 * What a trigger may use again without asking n8n for the credential. Reading one costs n8n about 60 ms, several times
 * what the rest of an answer costs, and the appliance sends its events one after the other.
 */
const REMEMBERED_FOR_MS = 60_000;

/** A stranger's wrong tokens make n8n read the credential this often at most. */
const READ_AGAIN_AFTER_MS = 1_000;

interface Memory {
	value: Promise<unknown>;
	readAt: number;
}

const memories = new Map<string, Memory>();

/** The value under `name` as read within the last minute, or read now. Failures are not remembered. */
export async function remember<T>(name: string, read: () => Promise<T>): Promise<T> {
	const known = memories.get(name);
	if (known && Date.now() - known.readAt < REMEMBERED_FOR_MS) return (await known.value) as T;
	const value = read();
	memories.set(name, { value, readAt: Date.now() });
	value.catch(() => memories.delete(name));
	return await value;
}

/** Forgets what is under `name`, unless it was read a moment ago. Says whether reading again is worth while. */
export function forget(name: string): boolean {
	const known = memories.get(name);
	if (known && Date.now() - known.readAt < READ_AGAIN_AFTER_MS) return false;
	memories.delete(name);
	return true;
}
