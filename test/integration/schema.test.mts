import type { IDataObject } from 'n8n-workflow';

import { runNode } from './n8n.mts';
import { applianceForTests } from './rig.mts';
import { operations, samplesOn } from './samples.mts';
import { faultsOf, hasSchema } from './schemas.mts';

/** The schemas that n8n's editor shows before the first run, against what the operations really return. */
const appliance = applianceForTests();

const samples = samplesOn(
	() => appliance.control,
	async (sessionId) => {
		const parameters = { resource: 'session', operation: 'get', sessionId };
		return (await runNode({ parameters, store: appliance.store() }))[0].json;
	},
);

async function outputOf(name: string): Promise<IDataObject> {
	const [{ json }] = await runNode({
		...(await samples.of(name)),
		store: appliance.store(),
		executeWorkflow: () => ({ executionId: '7', data: [[{ json: { delivered: true } }]] }),
	});
	return JSON.parse(JSON.stringify(json)) as IDataObject;
}

describe('The output schema', () => {
	it.each(operations)('is there for %s', (name) => {
		expect(hasSchema(name)).toBe(true);
		expect(samples.has(name)).toBe(true);
	});

	it.each(operations)('says what %s returns, and no more', async (name) => {
		expect(faultsOf(name, await outputOf(name))).toEqual([]);
	});
});
