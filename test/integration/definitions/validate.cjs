/**
 * Runs the validator of n8n's own workflow SDK over workflows, with the definitions of n8n's nodes and of ours, in a program of
 * its own: both belong to the Node.js and the packages of the installed n8n.
 *
 * `node validate.cjs N8N_FOLDER DIST FOLDER < [{ name, nodes, connections }]` makes the definitions of the built nodes in
 * FOLDER and prints `{ found: [{ workflow, code, message }] }`.
 */
const { readFileSync } = require('node:fs');
const path = require('node:path');

const sdk = require('@n8n/workflow-sdk');

const [n8n, dist, folder] = process.argv.slice(2);
const modules = path.join(n8n, 'node_modules');
const PACKAGE = 'n8n-nodes-beyondtrust';

/** Descriptions of our nodes as n8n's generator wants them: full names, one for each version. */
function descriptions() {
	return ['BeyondTrust', 'BeyondTrustTrigger'].flatMap((name) => {
		const { [name]: Node } = require(path.join(dist, 'nodes', name, `${name}.node.js`));
		const { description } = new Node();
		const full = { ...description, name: `${PACKAGE}.${description.name}` };
		return [description.version].flat().map((version) => ({ ...full, version }));
	});
}

async function main() {
	await sdk.orchestrateGeneration({ nodes: descriptions(), outputDir: folder });
	sdk.setSchemaBaseDirs([path.join(modules, 'n8n-nodes-base/dist/node-definitions'), folder]);
	const found = JSON.parse(readFileSync(0, 'utf8')).flatMap((workflow) => {
		const { errors, warnings } = sdk.validateWorkflow(workflow);
		return [...errors, ...warnings].map(({ code, message }) => ({
			workflow: workflow.name,
			code,
			message,
		}));
	});
	console.log(JSON.stringify({ found }));
}

void main();
