type ColumnType = 'string' | 'number' | 'boolean' | 'date';

/** The data tables of all templates, their columns in order. The only place that knows them. */
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
		name: 'string',
		representative: 'string',
		customer: 'string',
		company: 'string',
		hostname: 'string',
		firstLine: 'string',
		startedAt: 'date',
		endedAt: 'date',
		durationSeconds: 'number',
		noteHash: 'string',
		attempts: 'number',
		lastError: 'string',
		linkedBy: 'string',
		linkedAt: 'date',
		suggestion: 'string',
		raw: 'string',
	},
	beyondtrust_teams: {
		teamId: 'string',
		name: 'string',
		displayName: 'string',
		enabled: 'boolean',
		default: 'boolean',
	},
	beyondtrust_technicians: {
		representativeId: 'string',
		publicName: 'string',
		privateName: 'string',
		displayName: 'string',
		username: 'string',
		email: 'string',
		agentId: 'number',
		agentName: 'string',
		enabled: 'boolean',
	},
	beyondtrust_invites: {
		key: 'string',
		state: 'string',
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
} as const satisfies Record<string, Record<string, ColumnType>>;

export type TableName = keyof typeof TABLES;

export type ColumnOf<T extends TableName> = keyof (typeof TABLES)[T] & string;

/** What the node is called that makes a table. */
export const LABELS: Record<TableName, string> = {
	beyondtrust_sessions: 'Create the ledger',
	beyondtrust_teams: 'Create the list of teams',
	beyondtrust_technicians: 'Create the list of technicians',
	beyondtrust_invites: 'Create the list of invites',
	beyondtrust_sweeps: 'Create the list of sweeps',
};
