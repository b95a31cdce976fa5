import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { periodOf } from '../../../nodes/shared/ledger/findMissing';
import type { Settings } from '../../../nodes/shared/ledger/settingsTable';
import type { Session } from '../../../nodes/shared/session/model';
import { ended } from '../../unit/ledger/ended.mts';
import type { Place } from './world.mts';

const APPLIANCE = 'A';

const signature = (signed: boolean): Partial<Session> => {
	const link = { kind: 'ticket', system: 'halo', id: '1201', raw: null } as const;
	return { link: { ...link, signature: signed ? 'valid' : 'absent' } };
};

/** What our node says where the appliance does not answer. */
const unanswered = (error: unknown): IDataObject => ({
	error: (error as Error).message,
	details: { errorKind: 'unavailable' },
});

async function getSession({ world, actor }: Place): Promise<IDataObject> {
	const session = ended(signature(world.signed));
	const stand = { at: 'appliance: get the session', minutes: true };
	return await actor.step(stand, () => session as unknown as IDataObject).catch(unanswered);
}

async function listEnded(node: IExecuteFunctions, { actor }: Place): Promise<IDataObject> {
	const last = node.getNodeParameter('last', 0) as IDataObject;
	const settings = node.getNodeParameter('settings', 0) as unknown as Settings;
	const period = periodOf(last, settings, Date.now());
	const { sessionId, endedAt } = ended();
	const listed =
		Date.parse(endedAt ?? '') >= Date.parse(period.from) ? [{ sessionId, endedAt }] : [];
	const said = { period, last, applianceId: APPLIANCE, listed, failure: null, failureKind: null };
	return await actor
		.step({ at: 'appliance: list what ended', minutes: true }, () => said as IDataObject)
		.catch((error: Error) => ({
			...said,
			applianceId: null,
			listed: [],
			failure: error.message,
			failureKind: 'unavailable',
		}));
}

/** The two operations of our node that ask the appliance. */
export const ASKING = ['get', 'listEnded'];

/** Answers for the appliance: one session, which ended ten minutes before the schedule begins. */
export async function appliance(
	node: IExecuteFunctions,
	place: Place,
): Promise<INodeExecutionData[][]> {
	const operation = node.getNodeParameter('operation', 0) as string;
	const json = operation === 'get' ? await getSession(place) : await listEnded(node, place);
	return [[{ json, pairedItem: { item: 0 } }]];
}
