import type { IExecuteFunctions, INodeParameterResourceLocator } from 'n8n-workflow';

import { InputError } from '../../shared/session/errors';

/** A queue as asked for: `wire` is the appliance's notation, `label` how to name it to people. */
export interface Queue {
	type: string;
	id: string | null;
	wire: string;
	label: string;
	/** What the picker showed, where the queue was picked. */
	picked?: string;
	/** Label of the field that chose it. */
	field: string;
}

type Read = (node: IExecuteFunctions, item: number) => Queue;

const NUMBER = /^[1-9]\d{0,9}$/;
/** Code names: letters, digits, underscore, hyphen, backslash (vendor's specification). */
const CODE_NAME = /^[\w\\-]{1,64}$/;

/** The value of a resource locator; `label` is the name that the editor keeps, `picked` the same where it came from the list. */
export function chosen(
	node: IExecuteFunctions,
	item: number,
	name: string,
): { value: string; label?: string; picked?: string } {
	const parameter = node.getNodeParameter(name, item, '') as
		| INodeParameterResourceLocator
		| string
		| number;
	if (typeof parameter === 'object' && parameter !== null) {
		const { value, mode, cachedResultName: label } = parameter;
		return {
			value: String(value ?? '').trim(),
			label,
			picked: mode === 'list' ? label : undefined,
		};
	}
	return { value: String(parameter ?? '').trim() };
}

/** A queue that is known by a number: `wire` is `team` or `rep`. */
const numbered =
	(name: string, field: string, type: 'team' | 'representative', wire: string): Read =>
	(node, item) => {
		const { value, label, picked } = chosen(node, item, name);
		if (!NUMBER.test(value)) {
			throw new InputError(
				value === '' ? 'Nothing is chosen.' : 'This is not an ID: IDs are whole numbers.',
				`Choose from the list, or enter the ID that the operation Get Many of the ${type} returns.`,
				field,
			);
		}
		const named = label ? `'${label}'` : value;
		return { type, id: value, wire: `${wire}:${value}`, label: `${type} ${named}`, picked, field };
	};

const byUsername: Read = (node, item) => {
	const id = String(node.getNodeParameter('username', item, '') ?? '').trim();
	const field = 'Username';
	if (id === '' || id.length > 64) {
		throw new InputError(
			'A login name has 1 to 64 characters.',
			'Enter the login name of the representative.',
			field,
		);
	}
	return {
		type: 'username',
		id,
		wire: `rep_username:${id}`,
		label: `representative '${id}'`,
		field,
	};
};

const byIssue: Read = (node, item) => {
	const { value: id, label, picked } = chosen(node, item, 'issueCodeName');
	const field = 'Issue';
	if (!CODE_NAME.test(id)) {
		throw new InputError(
			'This is not the code name of an issue.',
			'Choose from the list, or enter the code name that /login shows for the issue.',
			field,
		);
	}
	return { type: 'issue', id, wire: `issue:${id}`, label: `issue '${label ?? id}'`, picked, field };
};

const READERS = new Map<string, Read>([
	['team', numbered('teamId', 'Team', 'team', 'team')],
	['representative', numbered('representativeId', 'Representative', 'representative', 'rep')],
	['username', byUsername],
	['issue', byIssue],
	[
		'general',
		() => ({
			type: 'general',
			id: null,
			wire: 'general',
			label: 'the general queue',
			field: 'Queue Type',
		}),
	],
]);

/** The queue that the parameters of an item ask for. Throws InputError naming the field. */
export function readQueue(node: IExecuteFunctions, item: number): Queue {
	const type = String(node.getNodeParameter('queueType', item));
	const read = READERS.get(type);
	if (!read) {
		throw new InputError(
			`'${type}' is not a kind of queue.`,
			'Use team, representative, username, issue or general.',
			'Queue Type',
		);
	}
	return read(node, item);
}

/** The fallback team of an item. Throws InputError. */
export const readFallbackTeam = numbered('fallbackTeamId', 'Fallback Team', 'team', 'team');
