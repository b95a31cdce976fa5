import type { IDataObject } from 'n8n-workflow';

import { getHealth } from '../../../shared/appliance/command';
import { errorKindOf } from '../../../shared/appliance/errors';
import { sessionsBetween } from '../../../shared/appliance/sessions';
import { periodOf, sweepFailed } from '../../../shared/ledger/findMissing';
import { summaryOf } from '../../../shared/appliance/reporting';
import { Memo } from '../../../shared/memo';
import type { Settings } from '../../../shared/ledger/settingsTable';
import type { Operation, Task } from '../../operation';
import { jsonProperty, readObject } from '../../properties/json';
import { readSettingsOf, settingsProperty } from './items';

/** Which appliance a host is does not change but in a failover: asked for once an hour. */
const identities = new Memo({ atMost: 100, forMs: 3_600_000 });

async function listed({ appliance, node }: Task, from: string): Promise<IDataObject[]> {
	const ended: IDataObject[] = [];
	const selection = {
		by: 'end' as const,
		from: Math.floor(Date.parse(from) / 1000),
		to: null,
		shape: summaryOf,
		signal: node.getExecutionCancelSignal(),
	};
	for await (const { sessionId, endedAt } of sessionsBetween(await appliance(), selection)) {
		ended.push({ sessionId, endedAt });
	}
	return ended;
}

/** What the appliance says, or why it could not be asked: what the ledger says is still worth a look then. */
async function asked(task: Task, last: IDataObject, settings: Settings): Promise<IDataObject> {
	const period = periodOf(last, settings, Date.now());
	const nothing = { period, last, applianceId: null, listed: [], failure: null, failureKind: null };
	try {
		const appliance = await task.appliance();
		const { applianceId } = await identities.get(
			appliance.host,
			async () => await getHealth(appliance),
		);
		return { ...nothing, applianceId, listed: await listed(task, period.from) } as IDataObject;
	} catch (error) {
		const { lastError } = sweepFailed(error);
		return { ...nothing, failure: lastError, failureKind: errorKindOf(error) } as IDataObject;
	}
}

export const listEnded: Operation = {
	value: 'listEnded',
	name: 'List Ended Sessions',
	action: 'List the sessions that ended since the last sweep',
	description:
		'Ask the appliance which sessions ended since the last sweep. If the appliance cannot be reached, this does not fail, because sessions waiting in the ledger are still routed: Ledger: End Sweep reports it.',
	properties: [
		jsonProperty(
			'Last Sweep',
			'last',
			'The row of the last sweep. An empty item if there is none.',
		),
		settingsProperty,
	],
	isRule: true,
	async execute(task) {
		const { node, item } = task;
		const advice = 'Pass in the row as it is.';
		const last = readObject<IDataObject>(node, item, 'last', 'Last Sweep', advice);
		return await asked(task, last, readSettingsOf(node, item));
	},
};
