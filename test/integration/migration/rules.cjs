/**
 * Runs n8n's own rules for the move to version 3 over workflows, in a program of its own: they belong to the Node.js and the
 * packages of the installed n8n.
 *
 * `node rules.cjs N8N_FOLDER < [{ name, nodes, settings }]` prints
 * `{ rules: [id], found: [{ workflow, rule, issues: [title] }], unknownTypes: [type] }`.
 */
const { readdirSync, readFileSync } = require('node:fs');
const path = require('node:path');

const modules = path.join(process.argv[2], 'node_modules');
const folder = path.join(modules, 'n8n/dist/modules/breaking-changes');
const known = require(path.join(modules, 'n8n-nodes-base/dist/known/nodes.json'));
const unknownTypes = new Set();

/** A node's description; one of this package has one output, which is all that a rule asks for. */
function getByNameAndVersion(type, version) {
	if (type.startsWith('n8n-nodes-beyondtrust.')) return { description: { outputs: ['main'] } };
	const [packageName, name] = type.split('.');
	const place = packageName === 'n8n-nodes-base' ? known[name] : undefined;
	if (!place) {
		unknownTypes.add(type);
		throw new Error(`Unknown node type ${type}`);
	}
	const file = path.join(modules, 'n8n-nodes-base', place.sourcePath);
	const node = new (require(file)[place.className])();
	return node.getNodeType ? node.getNodeType(version) : node;
}

/** The rules that look at workflows; others look at the server's settings. */
function workflowRules() {
	const files = readdirSync(path.join(folder, 'rules/v3')).filter((file) =>
		/\.rule\.js$/.test(file),
	);
	return files
		.flatMap((file) => Object.values(require(path.join(folder, 'rules/v3', file))))
		.filter((one) => typeof one === 'function' && one.prototype?.getMetadata)
		.filter((Rule) => Rule.prototype.detectWorkflow || Rule.prototype.collectWorkflowData)
		.map((Rule) => new Rule({ getByNameAndVersion }));
}

async function main() {
	require(path.join(modules, 'reflect-metadata'));
	const { groupNodesByType } = require(path.join(folder, 'group-nodes-by-type.js'));
	const rules = workflowRules();
	const found = [];
	for (const workflow of JSON.parse(readFileSync(0, 'utf8'))) {
		for (const rule of rules) {
			const { isAffected, issues } = await rule.detectWorkflow(
				{ id: workflow.name, settings: {}, ...workflow },
				groupNodesByType(workflow.nodes),
			);
			const titles = issues.map(({ title }) => title);
			if (isAffected) found.push({ workflow: workflow.name, rule: rule.id, issues: titles });
		}
		for (const { type, typeVersion } of workflow.nodes) {
			try {
				getByNameAndVersion(type, typeVersion);
			} catch {
				unknownTypes.add(type);
			}
		}
	}
	const ids = rules.map(({ id }) => id);
	console.log(JSON.stringify({ rules: ids, found, unknownTypes: [...unknownTypes] }));
}

void main();
