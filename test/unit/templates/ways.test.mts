import type { Store } from '../../../workflows/src/stores/store';
import type { Template } from '../../../workflows/src/flow';
import { dataTables } from '../../../workflows/src/stores/dataTables';
import { postgres } from '../../../workflows/src/stores/postgres';
import { build as linkOne } from '../../../workflows/src/templates/link-one';
import { build as linkSessions } from '../../../workflows/src/templates/link-sessions';
import { build as reconcile } from '../../../workflows/src/templates/reconcile-sessions';
import { build as route } from '../../../workflows/src/templates/route-sessions';
import { build as sweep } from '../../../workflows/src/templates/sweep-sessions';

const stores: Array<[string, Store]> = [
	['data tables', dataTables],
	['PostgreSQL', postgres],
];
const writers = stores.flatMap(
	([name, store]): Array<[string, Template]> => [
		[`the route with ${name}`, route(store)],
		[`the linking with ${name}`, linkOne(store)],
	],
);

const before = ({ connections }: Template, to: string) =>
	Object.keys(connections).filter((from) =>
		connections[from].main.flat().some(({ node }) => node === to),
	);

describe.each(writers)('In %s', (_, template) => {
	it('the desk writes nothing without the ledger having been asked a moment before', () => {
		expect(before(template, 'Put it on the desk')).toEqual(['Hand it to the desk']);
		expect(before(template, 'Hand it to the desk')).toEqual(['Is it still ours?']);
	});

	it('every way of a session ends in the ledger', () => {
		const ends = template.nodes.filter(
			({ name, type }) => !type.endsWith('.stickyNote') && !(name in template.connections),
		);
		expect(ends.map(({ name }) => name)).toEqual(['Record it']);
		expect(before(template, 'Record it')).toEqual(['Check it out']);
		const last = before(template, 'Check it out');
		const decided = ['Where does it go?', 'Does the desk write it?'];
		expect(last).toHaveLength(2);
		expect(last.filter((from) => !decided.includes(from))).toEqual(['Put it on the desk']);
	});
});

const inPostgres = { route, linkOne, linkSessions, reconcile, sweep };

it.each(Object.entries(inPostgres))(
	'hands every value to PostgreSQL beside the statement, never in it: %s',
	(_, build) => {
		const statements = build(postgres).nodes.filter(({ type }) => type.endsWith('.postgres'));
		expect(statements.length).toBeGreaterThan(0);
		for (const { parameters } of statements) {
			expect(String(parameters.query)).not.toMatch(/\{\{|^=/);
			const placeholders = new Set(String(parameters.query).match(/\$\d+/g));
			const { queryReplacement = '' } = parameters.options as { queryReplacement?: string };
			expect(placeholders.size > 0).toBe(queryReplacement !== '');
		}
	},
);
