import { InputError } from '../session/errors';

type ColumnType = 'string' | 'number' | 'boolean' | 'date';

const texts = <T extends string>(names: readonly T[]) =>
	Object.fromEntries(names.map((name) => [name, 'string'])) as Record<T, 'string'>;

/** Not written as keys, or n8n's lint takes a table with a `name` for a node's parameter. */
const OF_TEAMS = ['teamId', 'name', 'displayName'] as const;
const OF_TECHNICIANS = [
	'representativeId',
	'publicName',
	'privateName',
	'displayName',
	'username',
	'email',
	'agentId',
	'agentName',
] as const;

/** The tables of all templates, their columns in order. The only place that knows them. */
export const TABLES = {
	beyondtrust_sessions: {
		key: 'string',
		sessionId: 'string',
		applianceId: 'string',
		state: 'string',
		reason: 'string',
		linkKind: 'string',
		linkSystem: 'string',
		linkId: 'string',
		noteId: 'string',
		noteHash: 'string',
		lateHash: 'string',
		name: 'string',
		representative: 'string',
		customer: 'string',
		company: 'string',
		hostname: 'string',
		firstLine: 'string',
		suggestion: 'string',
		startedAt: 'date',
		endedAt: 'date',
		durationSeconds: 'number',
		attempts: 'number',
		outages: 'number',
		claim: 'number',
		lastError: 'string',
		linkedBy: 'string',
		linkedAt: 'date',
		keepUntil: 'date',
		raw: 'string',
	},
	beyondtrust_settings: texts(['name', 'value', 'about']),
	beyondtrust_technicians: {
		...texts(OF_TECHNICIANS),
		enabled: 'boolean',
	},
	beyondtrust_teams: {
		...texts(OF_TEAMS),
		enabled: 'boolean',
		default: 'boolean',
	},
	beyondtrust_invites: {
		key: 'string',
		state: 'string',
		claim: 'number',
		attempts: 'number',
		ticketId: 'string',
		queue: 'string',
		recipient: 'string',
		channel: 'string',
		url: 'string',
		expiresAt: 'date',
		sentBy: 'string',
		sentAt: 'date',
		lastError: 'string',
		payload: 'string',
	},
	beyondtrust_sweeps: {
		key: 'string',
		sweptTo: 'date',
		lookedBackAt: 'date',
		lastError: 'string',
	},
	beyondtrust_locks: { key: 'string', until: 'date' },
} as const satisfies Record<string, Record<string, ColumnType>>;

export type TableName = keyof typeof TABLES;

export type ColumnOf<T extends TableName> = keyof (typeof TABLES)[T] & string;

/** The ids of tables, by their names. */
export type TableIds = Partial<Record<TableName, string>>;

/**
 * The ids of our tables in n8n's list of data tables (`{ id, name }` each), by their exact names: n8n itself finds tables with LIKE, and
 * a copy called `old_beyondtrust_sessions` would do. Throws InputError naming those of `needed` that are missing.
 */
export function findTables(listed: unknown[], needed: TableName[]): TableIds {
	const ids = new Map<string, string>();
	for (const one of listed as Array<{ id?: unknown; name?: unknown } | null>) {
		if (typeof one?.name === 'string' && typeof one.id === 'string') ids.set(one.name, one.id);
	}
	const missing = needed.filter((name) => !ids.has(name));
	if (missing.length > 0) {
		const [there, them] =
			missing.length > 1 ? ['There are no data tables', 'them'] : ['There is no data table', 'it'];
		throw new InputError(
			`${there} ${missing.join(', ')} in this project.`,
			`Run the workflow 'Set up BeyondTrust', which creates ${them}. If a table was renamed, change its name back.`,
			'Tables',
		);
	}
	const names = Object.keys(TABLES) as TableName[];
	return Object.fromEntries(
		names.filter((name) => ids.has(name)).map((name) => [name, ids.get(name)]),
	);
}
