/** An expression, as n8n keeps it. @throws for two closing braces in a row, where n8n would see its end */
export function js(code: string): string {
	if (code.includes('}}')) throw new Error(`An expression ends too early: ${code}`);
	return `={{ ${code} }}`;
}

/** The path to what the first item of a node holds. */
export const itemOf = (node: string): string => `$('${node}').first().json`;
