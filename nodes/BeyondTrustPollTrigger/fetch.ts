import type { IDataObject, IPollFunctions } from 'n8n-workflow';

import type { Appliance } from '../shared/appliance/connection';
import { whole } from '../shared/appliance/reporting';
import { sessionsBetween } from '../shared/appliance/sessions';
import { InputError } from '../shared/session/errors';
import type { Session } from '../shared/session/model';
import type { PollOptions, PollState } from './poll';
import { newlyRunning, pollFrom, unseen } from './poll';

/** A session that has run for longer than this is not looked for among those that run. */
const LONGEST_RUN_SECONDS = 24 * 3_600;

/** How far back the editor's test looks for a session to show, step by step, in hours. */
const TEST_LOOK_BACK = [1, 24, 24 * 30];

const now = () => Math.floor(Date.now() / 1_000);

async function gathered(sessions: AsyncGenerator<Session>): Promise<Session[]> {
	const list: Session[] = [];
	for await (const session of sessions) list.push(session);
	return list;
}

/** Nodes that are polling now, in this process. */
const polling = new Set<string>();

/**
 * What came since the last poll. n8n begins a poll also while the one before it still waits for a slow appliance; the
 * second then finds nothing, and the next one finds what both would have found twice.
 */
export async function news(context: IPollFunctions, appliance: Appliance): Promise<Session[]> {
	const name = `${context.getWorkflow().id} ${context.getNode().id}`;
	if (polling.has(name)) return [];
	polling.add(name);
	try {
		return await poll(context, appliance);
	} finally {
		polling.delete(name);
	}
}

/** The state changes only when everything was read: a poll that fails is made up for. */
async function poll(context: IPollFunctions, appliance: Appliance): Promise<Session[]> {
	const options = readOptions(context);
	const memory = context.getWorkflowStaticData('node') as PollState;
	const reading = pollFrom(memory, options, now());
	const { from } = reading;
	const ended = await gathered(
		sessionsBetween(appliance, { by: 'end', from, to: null, shape: whole }),
	);
	let { fresh, state } = unseen(ended, reading, options, now());
	if (options.includeRunning) {
		const begun = sessionsBetween(appliance, {
			by: 'start',
			from: now() - LONGEST_RUN_SECONDS,
			to: null,
			shape: whole,
		});
		const running = (await gathered(begun)).filter((session) => session.state === 'running');
		const found = newlyRunning(running, state);
		fresh = [...fresh, ...found.fresh];
		state = found.state;
	}
	Object.assign(memory, state);
	return fresh;
}

/** The session that ended last, for the editor. */
export async function latest(appliance: Appliance): Promise<Session> {
	for (const hours of TEST_LOOK_BACK) {
		const from = now() - hours * 3_600;
		const ended = sessionsBetween(appliance, { by: 'end', from, to: null, shape: whole });
		let last: Session | undefined;
		for await (const session of ended) last = session;
		if (last) return last;
	}
	throw new InputError(
		'No session has ended in the last 30 days, so there is nothing to show.',
		'End a session on the appliance and fetch again. The published workflow does not need this.',
	);
}

function readOptions(context: IPollFunctions): PollOptions & { includeRunning: boolean } {
	const options = context.getNodeParameter('options', {}) as IDataObject;
	return {
		overlap: readNumber(options.overlap, 120, 'Overlap (Seconds)'),
		lookBack: readNumber(options.lookBack, 1, 'Look Back (Hours)'),
		includeRunning: options.includeRunning === true,
	};
}

function readNumber(value: unknown, otherwise: number, field: string): number {
	const number = Number(value ?? otherwise);
	if (!Number.isFinite(number) || number < 0) {
		throw new InputError(
			'It must be a number, 0 or more.',
			`Enter for example ${otherwise}.`,
			field,
		);
	}
	return number;
}
