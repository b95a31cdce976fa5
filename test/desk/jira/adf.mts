import { escapeHtml } from '../chassis/html.mts';

/** A node of a document (ADF, version 1). */
export interface Node {
	type: string;
	text?: string;
	content?: Node[];
	marks?: Array<{ type: string; attrs?: { href?: string } }>;
	attrs?: Record<string, unknown>;
}

const BLOCKS = ['paragraph', 'heading', 'bulletList', 'orderedList', 'table', 'rule', 'codeBlock'];
const INLINE = ['text', 'hardBreak'];

/** What may stand in a node, as far as notes need it. */
const CHILDREN: Record<string, string[]> = {
	doc: [...BLOCKS, 'expand'],
	expand: BLOCKS,
	paragraph: INLINE,
	heading: INLINE,
	codeBlock: ['text'],
	bulletList: ['listItem'],
	orderedList: ['listItem'],
	listItem: ['paragraph', 'bulletList', 'orderedList', 'codeBlock'],
	table: ['tableRow'],
	tableRow: ['tableCell', 'tableHeader'],
	tableCell: BLOCKS,
	tableHeader: BLOCKS,
	...{ text: [], hardBreak: [], rule: [] },
};
const NEVER_EMPTY = ['bulletList', 'orderedList', 'listItem', 'table', 'tableCell', 'tableHeader'];
const MARKS = ['strong', 'em', 'code', 'link'];

/** Whether a document is one that Jira takes. */
export function isDocument(value: unknown): boolean {
	const document = value as (Node & { version?: unknown }) | null;
	return (
		typeof document === 'object' &&
		document?.type === 'doc' &&
		document.version === 1 &&
		Array.isArray(document.content) &&
		document.content.length > 0 &&
		isNode(document)
	);
}

function isNode(node: Node): boolean {
	const allowed = CHILDREN[node?.type];
	if (!allowed) return false;
	if (node.type === 'text') {
		const marks = (node.marks ?? []).every(({ type }) => MARKS.includes(type));
		return typeof node.text === 'string' && node.text !== '' && marks;
	}
	const content = node.content ?? [];
	if (content.length === 0) return !NEVER_EMPTY.includes(node.type);
	return content.every((child) => allowed.includes(child?.type) && isNode(child));
}

/** A document of one paragraph. */
export const documentOf = (text: string): Node & { version: number } => ({
	...{ type: 'doc', version: 1 },
	content: [{ type: 'paragraph', content: [{ type: 'text', text }] }],
});

/** The words of a document, a line for each block. */
export function textOf(node: unknown): string {
	const { type, text, content = [] } = (node ?? {}) as Node;
	if (typeof text === 'string') return text;
	if (type === 'hardBreak') return '\n';
	const isInline = type === 'paragraph' || type === 'heading' || type === 'codeBlock';
	return content.map(textOf).join(isInline ? '' : '\n');
}

const TAGS: Record<string, string> = {
	...{ paragraph: 'p', bulletList: 'ul', orderedList: 'ol', listItem: 'li', table: 'table' },
	...{ tableRow: 'tr', tableCell: 'td', tableHeader: 'th', codeBlock: 'pre', expand: 'details' },
	...{ strong: 'strong', em: 'em', code: 'code' },
};

/** A document as an agent sees it. */
export function htmlOf(node: Node): string {
	const inner = (node.content ?? []).map(htmlOf).join('');
	if (node.type === 'text') {
		return (node.marks ?? []).reduce((html, mark) => {
			const href = escapeHtml(mark.attrs?.href);
			if (mark.type === 'link') return `<a href="${href}" rel="noopener">${html}</a>`;
			return `<${TAGS[mark.type]}>${html}</${TAGS[mark.type]}>`;
		}, escapeHtml(node.text));
	}
	if (node.type === 'hardBreak') return '<br>';
	if (node.type === 'rule') return '<hr>';
	if (node.type === 'doc') return inner;
	const tag = node.type === 'heading' ? `h${Number(node.attrs?.level ?? 3)}` : TAGS[node.type];
	return `<${tag}>${inner}</${tag}>`;
}
