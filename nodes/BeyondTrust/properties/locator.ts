import type { INodeProperties, INodePropertyMode } from 'n8n-workflow';

/** A way of naming what is looked for without the list. */
type Typed = Pick<INodePropertyMode, 'displayName' | 'name' | 'placeholder'>;

/**
 * What a parameter needs to offer a list. Not required: n8n would not publish a node in which an expression decides whether it
 * is shown. Read by one of the node's list search methods, and other ways beside it. */
export const locator = (searchListMethod: string, ...ways: Typed[]) =>
	({
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				typeOptions: { searchListMethod, searchable: true },
			},
			...ways.map((way) => ({ ...way, type: 'string' as const })),
		],
	}) satisfies Partial<INodeProperties>;

export const byId = (example: string): Typed => ({
	displayName: 'By ID',
	name: 'id',
	placeholder: `e.g. ${example}`,
});
