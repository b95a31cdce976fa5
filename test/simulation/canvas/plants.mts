import type { INode } from 'n8n-workflow';

import type { Template } from './engine.mts';

/** Leaves something out of a built route. */
export type Plant = (route: Template) => void;

const nodeOf = ({ nodes }: Template, name: string): INode => {
	const node = nodes.find((one) => one.name === name);
	if (!node) throw new Error(`The route has no node '${name}' any more`);
	return node;
};

/** The node changes the row of the session whatever it says. */
function whatever({ parameters }: INode): void {
	if (typeof parameters.query === 'string') {
		const query = parameters.query.replace(/ AND coalesce\(.*(?= RETURNING)/, '');
		if (query === parameters.query) throw new Error('The query has no condition any more');
		parameters.query = query;
		return;
	}
	const { conditions } = parameters.filters as { conditions: Array<{ keyName: string }> };
	const key = conditions.filter(({ keyName }) => keyName === 'key');
	if (key.length === conditions.length) throw new Error('The node has no condition any more');
	parameters.filters = { conditions: key };
}

const CLAIM = 'Take it on';
const FENCE = 'Is it still ours?';

/** Any run gets any session. */
export const noClaim: Plant = (route) =>
	[CLAIM, FENCE].forEach((name) => whatever(nodeOf(route, name)));

/** A run does not look whether the session is still its own before it writes. */
export const noFence: Plant = (route) => whatever(nodeOf(route, FENCE));

/** Whoever asks for the lock goes on as if it had it. */
export const noLock: Plant = ({ connections }) => {
	const [[next]] = connections['Take the lock'].main as Array<Array<{ node: string }>>;
	next.node = 'Write down that it came';
};
