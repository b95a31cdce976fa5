import type { INodeProperties, INodeTypeDescription } from 'n8n-workflow';

import { BeyondTrust } from '../../../nodes/BeyondTrust/BeyondTrust.node';
import { BeyondTrustPollTrigger } from '../../../nodes/BeyondTrustPollTrigger/BeyondTrustPollTrigger.node';
import { BeyondTrustTrigger } from '../../../nodes/BeyondTrustTrigger/BeyondTrustTrigger.node';

/** Parameters that cannot be an expression, so that n8n always knows what they hide. */
const fixed = ({ properties }: INodeTypeDescription) =>
	new Set(properties.filter((one) => one.noDataExpression).map(({ name }) => name));

const conditionsOf = ({ displayOptions }: Pick<INodeProperties, 'displayOptions'>) =>
	[...Object.keys(displayOptions?.show ?? {}), ...Object.keys(displayOptions?.hide ?? {})].filter(
		(name) => !name.startsWith('@'),
	);

describe.each([
	['the action node', new BeyondTrust().description],
	['the trigger', new BeyondTrustTrigger().description],
	['the poll trigger', new BeyondTrustPollTrigger().description],
])('%s', (_, description) => {
	// n8n refuses to publish a node that lacks a required field which it cannot prove hidden.
	it('requires nothing that a parameter hides which may be an expression', () => {
		const known = fixed(description);
		const wrong = [...description.properties, ...(description.credentials ?? [])].filter(
			(one) => one.required && conditionsOf(one).some((name) => !known.has(name)),
		);
		expect(wrong.map(({ name }) => name)).toEqual([]);
	});
});
