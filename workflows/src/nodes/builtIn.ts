/** The type of one of n8n's own nodes. */
export const builtIn = (type: string, typeVersion: number) => ({
	type: `n8n-nodes-base.${type}`,
	typeVersion,
});
