import { lineOf } from '../session/value';
import type { Asked, Author } from './contract';

/** An agent of a desk. */
export interface Agent {
	id: string;
	name: string;
	email: string | null;
	enabled: boolean;
}

/** What somebody said of an author, with all fields and nothing strange in them. */
export function authorOf({ author }: Asked): Author {
	const names: unknown = author?.names;
	const lines = Array.isArray(names) ? names.slice(0, 10).map((one) => lineOf(one)) : [];
	return {
		agentId: lineOf(author?.agentId) || null,
		names: lines.filter(Boolean),
		email: lineOf(author?.email) || null,
	};
}

/** An agent's id; or the name that several enabled agents bear, of whom nobody knows which one it is; or nobody. */
export type Picked = { id: string } | { twins: string } | null;

/** The agent who is meant: by email, else by the first name that somebody bears. Only enabled ones count. */
export function pickAgent(agents: Agent[], { names, email }: Author): Picked {
	const enabled = agents.filter((agent) => agent.enabled);
	const same = (a: string | null, b: string) => (a ?? '').toLowerCase() === b.toLowerCase();
	const byMail = email ? enabled.filter((agent) => same(agent.email, email)) : [];
	if (byMail.length === 1) return { id: byMail[0].id };
	for (const name of names) {
		const bearers = enabled.filter((agent) => same(agent.name, name));
		if (bearers.length > 1) return { twins: name };
		if (bearers.length === 1) return { id: bearers[0].id };
	}
	return null;
}
