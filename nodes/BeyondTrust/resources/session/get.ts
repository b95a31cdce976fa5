import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';

import type { Appliance } from '../../../shared/appliance/connection';
import { ApplianceError } from '../../../shared/appliance/errors';
import { getSessionOfAnySize } from '../../../shared/appliance/oversized';
import { whole } from '../../../shared/appliance/reporting';
import { Places } from '../../../shared/appliance/places';
import { getSurveysOfSession } from '../../../shared/appliance/surveys';
import { firstLineOf } from '../../../shared/ledger/columns';
import { InputError } from '../../../shared/session/errors';
import type { Session } from '../../../shared/session/model';
import type { Operation } from '../../operation';
import { readSessionId, sessionIdProperty } from '../../properties/sessionId';

/**
 * Seconds between two looks at a report that is not complete yet; the last one goes on. They grow with the wait, so that
 * the wait is never much longer than the report's own delay, and a long delay costs few requests. The appliance promises
 * no time for its reports.
 */
const PAUSES = [2, 3, 5, 8, 13, 21, 34, 60];

/** A session that the appliance has never heard of is waited for this long, in seconds: a report may also begin late. */
const UNKNOWN_FOR = 30;

/**
 * So many of those are waited for at a time; the others are asked for once. Whoever has the token of an outbound event
 * can name any number of sessions, and must not use up what the account may ask.
 */
const unknown = new Places(20);

export const get: Operation = {
	value: 'get',
	name: 'Get',
	action: 'Get a session',
	description:
		'Get everything the appliance reports about a session: people, chat, notes, files, times. If the report is larger than 40 MB, only the first part of what happened is returned, with complete set to false.',
	properties: [
		sessionIdProperty,
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [
				{
					displayName: 'Include Events',
					name: 'includeEvents',
					type: 'boolean',
					default: false,
					description: 'Whether to add the whole list of events as the appliance recorded it',
				},
				{
					displayName: 'Include Surveys',
					name: 'includeSurveys',
					type: 'boolean',
					default: false,
					description:
						'Whether to get the completed exit surveys as well, which takes two more requests. Survey answers that the report itself contains are always included.',
				},
				{
					displayName: 'Max Wait (Seconds)',
					name: 'maxWait',
					type: 'number',
					typeOptions: { minValue: 0 },
					default: 600,
					description:
						'How long to wait for the report. After that, whatever is there is returned, with complete set to false.',
				},
				{
					displayName: 'Wait Until Complete',
					name: 'waitUntilComplete',
					type: 'boolean',
					default: false,
					description:
						'Whether to wait until the appliance has finished the report of a session that has just ended',
				},
			],
		},
	],
	async execute({ node, item, appliance }) {
		const sessionId = readSessionId(node, item);
		const options = node.getNodeParameter('options', item, {}) as IDataObject;
		const connection = await appliance();
		const includeEvents = options.includeEvents === true;
		const maxWait = options.waitUntilComplete === true ? readMaxWait(options.maxWait) : 0;
		const fetched = await connection.once(
			`session ${sessionId} ${includeEvents} ${maxWait}`,
			async () => {
				const place = unknown.one();
				const wait = { includeEvents, maxWait, place };
				return await waitFor(node, connection, sessionId, wait).finally(place.leave);
			},
		);
		const session =
			options.includeSurveys === true ? await withSurveys(connection, fetched) : fetched;
		return { ...session, firstLine: firstLineOf(session) } as unknown as IDataObject;
	},
};

/** The surveys of the reports of their own; where such a report has none, those inside the session's report stay. */
async function withSurveys(appliance: Appliance, session: Session): Promise<Session> {
	const { surveys, sessionId } = session;
	const customer = await getSurveysOfSession(appliance, 'customer', sessionId);
	const representative = await getSurveysOfSession(appliance, 'representative', sessionId);
	return {
		...session,
		surveys: {
			customer: customer.length > 0 ? customer : surveys.customer,
			representative: representative.length > 0 ? representative : surveys.representative,
		},
	};
}

function readMaxWait(value: unknown): number {
	const seconds = Number(value ?? 600);
	if (!Number.isFinite(seconds) || seconds < 0) {
		throw new InputError(
			'It must be a number of seconds, 0 or more.',
			'Enter for example 600 for ten minutes.',
			'Max Wait (Seconds)',
		);
	}
	return seconds;
}

interface Wait {
	includeEvents: boolean;
	/** Seconds. */
	maxWait: number;
	/** One of those for sessions that nobody knows. */
	place: ReturnType<Places['one']>;
}

/** The session as soon as its report is complete, or as it is when `maxWait` seconds are up. */
async function waitFor(
	node: IExecuteFunctions,
	appliance: Appliance,
	sessionId: string,
	{ includeEvents, maxWait, place }: Wait,
): Promise<Session> {
	const started = Date.now();
	for (let look = 0; ; look++) {
		const session = await appliance.alone(
			`session ${sessionId}`,
			async () => await getSessionOfAnySize(appliance, sessionId, { includeEvents, shape: whole }),
		);
		// One whose report is too large has its end and never becomes complete.
		if (session && session.endedAt !== null) return session;
		if (session) place.leave();
		const wait = session ? maxWait : place.take() ? Math.min(maxWait, UNKNOWN_FOR) : 0;
		const left = wait - (Date.now() - started) / 1_000;
		if (left <= 0) {
			if (session) return session;
			throw new ApplianceError(
				'noResults',
				`The appliance has no session ${sessionId}.`,
				"Check 'Session ID', and that the credential belongs to the appliance that held the session. Old reports are removed by the appliance.",
			);
		}
		const pause = Math.min(PAUSES[Math.min(look, PAUSES.length - 1)], left);
		await sleep(pause * 1_000, node.getExecutionCancelSignal());
	}
}
