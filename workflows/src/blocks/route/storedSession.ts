/** Said of a note that is made of a row of the ledger. */
export const MADE_OF_ROW =
	'The appliance no longer has the report of this session: the note is made of what was stored when it ended.';

/**
 * As much of a session as its row in the ledger kept. `row` is an expression; `nobody` is one for what stands in it where a
 * customer gave no name. Without the members of which the row says nothing, so that a note tells which ones are missing.
 * PostgreSQL gives times as such, data tables as text.
 */
export const storedSession = (row: string, nobody = 'null'): string => `((row, nobody) => {
	const iso = (time) => time ? new Date(time).toISOString() : null;
	const person = row.representative ? { privateName: row.representative, primary: true } : null;
	const name = row.customer === nobody ? null : row.customer;
	return {
		sessionId: row.sessionId, type: 'support', complete: true, state: 'ended',
		startedAt: iso(row.startedAt), endedAt: iso(row.endedAt), durationSeconds: row.durationSeconds,
		link: { kind: row.linkKind ?? 'none', system: row.linkSystem ?? null, id: row.linkId ?? null, signature: 'absent' },
		customer: { name, company: row.company ?? null, hostname: row.hostname ?? null },
		representatives: person ? [person] : [], primaryRepresentative: person,
		...(row.firstLine ? { transcript: [{ at: null, from: { type: 'customer', name }, text: row.firstLine }] } : {}),
	};
})(${row}, ${nobody})`;

/** The session that `$json` holds or, where `$json.error` says that the appliance did not report it, what the row kept. */
export const sessionOrStored = (row: string): string =>
	`($json.error ? ${storedSession(row)} : $json)`;
