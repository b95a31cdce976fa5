import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import type { INodeProperties } from 'n8n-workflow';

import { resources } from '../../../nodes/BeyondTrust/resources';

const root = path.join(__dirname, '../../..');
const page = path.join(root, 'docs/operations.md');

const INTRODUCTION = [
	'# Operations of the action node',
	'',
	"Made from the node's own description by `UPDATE_DOCS=1 npm test -- unit operationsTable`; a test fails when this page is stale.",
	"Names in `code` are what workflows save: they never change. Every operation can be used as a tool of n8n's AI Agent.",
	'',
].join('\n');

/** Parameters in the order of the editor, options behind their collection. */
function parametersOf(properties: INodeProperties[]): string {
	const one = ({ name, type, options }: INodeProperties): string => {
		const inner = type === 'collection' ? ((options ?? []) as INodeProperties[]) : [];
		return inner.length > 0
			? inner.map((option) => `\`${name}.${option.name}\``).join(', ')
			: `\`${name}\``;
	};
	const listed = properties.filter(({ type }) => type !== 'notice').map(one);
	return [...new Set(listed)].join(', ') || '–';
}

function outputOf(resource: string, operation: string): string {
	const file = path.join(root, `nodes/BeyondTrust/__schema__/v1.0.0/${resource}/${operation}.json`);
	if (!existsSync(file)) throw new Error(`${resource}: ${operation} has no output schema`);
	const schema = JSON.parse(readFileSync(file, 'utf8')) as { properties?: Record<string, unknown> };
	const names = Object.keys(schema.properties ?? {});
	return names.map((name) => `\`${name}\``).join(', ') || 'binary';
}

function table(): string {
	const rows = resources.flatMap((resource) =>
		resource.operations.map(
			(operation) =>
				`| ${resource.name}: ${operation.name} | \`${resource.value}\` \`${operation.value}\` | ${operation.description} | ${parametersOf(operation.properties)} | ${outputOf(resource.value, operation.value)} |`,
		),
	);
	const header =
		'| operation | saved as | what it does | parameters | output |\n|---|---|---|---|---|';
	return `${INTRODUCTION}\n${header}\n${rows.join('\n')}\n`;
}

describe('The page of operations', () => {
	it('says what the node says', () => {
		const current = table();
		if (process.env.UPDATE_DOCS === '1') writeFileSync(page, current);
		expect(readFileSync(page, 'utf8')).toBe(current);
	});
});
