import type { IExecuteFunctions } from 'n8n-workflow';

import { readSettings } from '../../../nodes/BeyondTrust/resources/ledger/readSettings';

/** What an operation that takes all items asks of n8n; not each n8n has the settings of the workflow. */
async function warningOf(settings?: object): Promise<unknown> {
	const node = {
		getInputData: () => [],
		...(settings ? { getWorkflowSettings: () => settings } : {}),
	} as unknown as IExecuteFunctions;
	const read = readSettings.execute as (given: object) => Promise<{ warning?: string }>;
	return (await read({ node })).warning;
}

it('warns of a workflow that saves what it read', async () => {
	expect(await warningOf({})).toMatch(/Do not save/);
	expect(await warningOf({ saveDataSuccessExecution: 'all' })).toMatch(/Do not save/);
	expect(await warningOf({ saveDataSuccessExecution: 'none' })).toBeUndefined();
});

it('reads the settings in an n8n that does not tell those of the workflow', async () => {
	expect(await warningOf()).toBeUndefined();
});
