import type { Template } from '../../../workflows/src/flow';

/** Nodes of a template, sticky notes aside, at most: a canvas is for people. */
export const BUDGETS: Record<string, number> = {
	'route-sessions': 28,
	'sweep-sessions': 14,
	'desk-halopsa': 34,
	'desk-email': 34,
	'desk-servicenow': 34,
	'desk-zendesk': 34,
	'desk-jira-sm': 34,
	'desk-freshservice': 34,
	'link-sessions': 28,
	'link-one': 16,
	'send-invite': 26,
	'send-one': 14,
	'invite-on-ticket': 18,
	'reconcile-sessions': 18,
	'unlinked-digest': 14,
	setup: 24,
	'deliver-invite-email': 8,
	'deliver-invite-chat': 8,
	'deliver-invite-slack': 9,
	'deliver-invite-teams': 9,
	'chat-slack': 9,
	'chat-teams': 9,
	'check-desk': 14,
	'library/session-notes-by-email': 14,
};

const LONGEST_EXPRESSION = 120;
const LONGEST_BODY = 600;
const speaksToOthers = (name: string) => /^(desk|chat|deliver-invite)-/.test(name);

type Node = Template['nodes'][number];

/** All expressions of a node, with the name of the parameter that holds them. */
function expressionsOf(node: Node): Array<{ field: string; code: string }> {
	const found: Array<{ field: string; code: string }> = [];
	JSON.stringify(node.parameters, (field, value: unknown) => {
		if (typeof value === 'string' && value.startsWith('=')) {
			const code = value.slice(1);
			// PostgreSQL takes its values as one list of paths.
			const list = field === 'queryReplacement' ? /^\{\{ \[(.*)\] \}\}$/.exec(code) : null;
			const codes = list ? list[1].split(', ') : [code];
			found.push(...codes.map((one) => ({ field, code: one })));
		}
		return value;
	});
	return found;
}

/** What is wrong with an expression on a canvas: `null` where it only reads. */
function wrongWith(field: string, code: string, isDesk: boolean): string | null {
	const bare = code.replace(/'(?:[^'\\]|\\.)*'/g, "''");
	if (/=>|\bfunction\b|\breturn\b|;|\bvar\b|\blet\b|\bconst\b|\bnew\b/.test(bare)) return 'a rule';
	if ((bare.match(/(?<!\?)\?(?![.?])/g) ?? []).length > 1) return 'more than one question';
	const isBody = isDesk && field === 'jsonBody' && /JSON\.stringify\(\{/.test(code);
	if (code.length > (isBody ? LONGEST_BODY : LONGEST_EXPRESSION))
		return `${code.length} characters`;
	return null;
}

/** Everything by which a canvas breaks the rules of the house, as sentences. */
export function faultsOf(name: string, template: Template): string[] {
	const nodes = template.nodes.filter(({ type }) => !type.endsWith('.stickyNote'));
	const isDesk = speaksToOthers(name);
	const faults: string[] = [];
	const budget = BUDGETS[name];
	if (budget === undefined) faults.push(`${name} has no budget`);
	else if (nodes.length > budget) faults.push(`${nodes.length} nodes, ${budget} allowed`);
	for (const node of nodes) {
		const { name: called, type, parameters } = node;
		for (const { field, code } of expressionsOf(node)) {
			const wrong = wrongWith(field, code, isDesk);
			if (wrong) faults.push(`'${called}' has ${wrong} in ${field}: ${code.slice(0, 60)}`);
		}
		if (/\.(code|function|functionItem)$/.test(type)) faults.push(`'${called}' holds code`);
		if (type.endsWith('.httpRequest') && !isDesk) faults.push(`'${called}' speaks HTTP`);
		// n8n 3 gives the empty item only where all outputs are empty; an error output counts.
		if (node.alwaysOutputData && node.onError === 'continueErrorOutput') {
			faults.push(`'${called}' has Always Output Data and an error output`);
		}
		if (type.endsWith('.executeWorkflow') && parameters.mode === 'each') {
			faults.push(`'${called}' runs once for each item, which n8n 3 does not know`);
		}
		if (type === 'n8n-nodes-beyondtrust.beyondTrustTrigger' && node.webhookId) {
			faults.push(`'${called}' has the same address on every installation`);
		}
	}
	if ('callerPolicy' in template.settings) faults.push('it says who may call it');
	if (template.settings.saveDataSuccessExecution !== 'none') faults.push('it keeps what it read');
	return faults;
}
