import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import type { Asked } from '../../../shared/desk/contract';
import type { Desk, DeskSettings } from '../../../shared/desk/desk';
import type { Answered } from '../../../shared/desk/failure';
import { withCall } from '../../../shared/desk/event';
import { begin, type DeskState, goOn, WAYS } from '../../../shared/desk/machine';
import { DESK_CREDENTIAL, type Operation } from '../../operation';
import { jsonProperty, readObject } from '../../properties/json';

/** What the desk's calls prove themselves with; `null` where no credential is chosen. */
async function secretOf(node: IExecuteFunctions): Promise<unknown> {
	if (!node.getNode().credentials?.[DESK_CREDENTIAL]) return null;
	return (await node.getCredentials<{ secret?: unknown }>(DESK_CREDENTIAL)).secret;
}

/** The operation that plays a desk workflow: which request it sends next, whether it waits or writes the note, or what it answers. */
export const deskOperation = <Settings extends DeskSettings>(
	value: string,
	desk: Desk<Settings>,
): Operation => ({
	value,
	name: desk.name,
	action: `Take the next step for ${desk.name}`,
	description: `Say what a desk workflow for ${desk.name} does next: which request it sends, whether it writes the note, or what it answers`,
	properties: [
		jsonProperty(
			'Asked',
			'asked',
			'What the desk workflow was asked. Empty after the first step.',
			'{}',
		),
		jsonProperty(
			'Settings',
			'settings',
			'The settings from the node Settings of the desk workflow',
			'{}',
		),
		jsonProperty(
			'State',
			'state',
			'What the previous step returned. Empty for the first step.',
			'{}',
		),
		jsonProperty('Answered', 'answered', 'The answer to the last request, or the note'),
	],
	appliance: 'none',
	takes: 'all',
	hasDeskSecret: true,
	isRule: true,
	async execute({ node, item }) {
		const read = <T>(name: string, label: string, at = item) =>
			readObject<T>(node, at, name, label);
		const state = read<DeskState<Settings>>('state', 'State');
		const first = async () => {
			const asked = read<Asked>('asked', 'Asked');
			const isCall = asked.operation === 'readEvent';
			return begin(
				desk,
				isCall ? withCall(desk, asked, await secretOf(node), Date.now()) : asked,
				read<Settings>('settings', 'Settings'),
			);
		};
		/** What came of the request, and of those that went along with it. */
		const goesOn = () => {
			const [answered, ...others] = node
				.getInputData()
				.map((_, at) => read<Answered>('answered', 'Answered', at));
			return goOn(desk, state, answered, others);
		};
		const next = Array.isArray(state.results) ? goesOn() : await first();
		// n8n's Switch reads a number once, and each of its rules twice; a desk workflow passes it for every request.
		const way = WAYS.indexOf(next.goes);
		const { alongside, ...rest } = next;
		return [{ ...rest, way }, ...alongside.map((request) => ({ request, way }))] as IDataObject[];
	},
});
