import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import Ajv from 'ajv';

// Ajv knows newer drafts than 4, which the schema names; it uses nothing that has changed since.
const { $schema: _, ...schema } = JSON.parse(
	readFileSync(join(__dirname, '../../fixtures/adf/full.json'), 'utf8'),
);
const isAdf = new Ajv({ strict: false, allErrors: false }).compile(schema);

const NODES = new Set([
	...['doc', 'heading', 'paragraph', 'text', 'hardBreak', 'table', 'tableRow', 'tableHeader'],
	...['tableCell', 'bulletList', 'listItem'],
]);

interface AdfNode {
	type: string;
	text?: string;
	marks?: Array<{ type: string; attrs?: { href: string } }>;
	content?: AdfNode[];
}

/** What in a note's body is not ADF by Atlassian's schema, or a node that no note has. */
export function adfFaults(body: string): unknown[] {
	const document = JSON.parse(body);
	const faults: unknown[] = isAdf(document) ? [] : [...(isAdf.errors ?? ['no ADF'])];
	const look = (node: AdfNode) => {
		if (!NODES.has(node.type)) faults.push(node);
		if (node.text?.includes('\n')) faults.push(node);
		for (const { type, attrs } of node.marks ?? []) {
			const isOurs = type === 'strong' || type === 'em' || /^https?:\/\//.test(attrs?.href ?? '');
			if (!isOurs) faults.push(node);
		}
		node.content?.forEach(look);
	};
	look(document);
	return faults;
}
