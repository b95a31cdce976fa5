/**
 * The session that `$json` holds: as the appliance reported it or, where `$json.error` says that it did not, as much of it as the
 * ledger kept. `row` is an expression for the row.
 */
export const sessionOrStored = (row: string): string => `(() => {
	if (!$json.error) return $json;
	const row = ${row};
	const person = row.representative ? { privateName: row.representative, primary: true } : null;
	return {
		sessionId: row.sessionId, state: 'ended', startedAt: row.startedAt, endedAt: row.endedAt, durationSeconds: row.durationSeconds,
		customer: { name: row.customer }, representatives: person ? [person] : [], primaryRepresentative: person,
	};
})()`;
