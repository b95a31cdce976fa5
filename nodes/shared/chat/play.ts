import type { ChatService, ChatSettings, Purpose } from './chat';
import { deliver } from './deliver';
import type { Answered } from '../desk/failure';
import { type Known, type Next, NOTHING_KNOWN, type Player, step, stepOn } from '../desk/machine';
import { baseOf } from '../desk/request';

/** What a run knows so far, as JSON. It never holds the message. */
export interface ChatState extends Known {
	/** Milliseconds since 1970. */
	startedAt: number;
	/** The id of the execution. */
	run: string;
}

/** What a step of a chat workflow is given besides its state. */
export interface ChatGiven {
	came: unknown;
	settings: ChatSettings;
	purpose: Purpose;
}

/** The ways of a chat workflow, in the order of the outputs of its Switch. */
export const CHAT_WAYS = ['ask', 'tell', 'wait', 'answer'] as const;

const playerOf = (service: ChatService, given: ChatGiven): Player<ChatState> => ({
	flow: ({ startedAt, run }) => deliver(service, { ...given, startedAt, run }),
	failure: (answered) => service.failure(answered),
	later: (_, { said }) => undelivered(service, said),
	answer: (told) => told,
});

const undelivered = ({ channel }: ChatService, reason: string) => ({
	...{ delivered: false, channel, messageId: null, thread: null, reason, unsure: false },
});

/** The first step of a delivery. */
export function beginDelivery(
	service: ChatService,
	given: ChatGiven,
	run: { startedAt: number; run: string },
): Next<ChatState> {
	const state: ChatState = { ...run, ...NOTHING_KNOWN };
	const player = playerOf(service, given);
	if (baseOf(given.settings) !== null) return step(player, state);
	const said = `The address of ${service.name} is not usable. Enter it as 'address' in Settings: ${service.sampleAddress}. Nothing was posted.`;
	const answer = undelivered(service, said);
	return {
		...{ goes: 'answer', request: null, alongside: [], seconds: 0, render: null },
		...{ answer, state },
	};
}

/** The next step, by what came of the last one. */
export const goOnDelivering = (
	service: ChatService,
	given: ChatGiven,
	state: ChatState,
	answered: Answered,
): Next<ChatState> => stepOn(playerOf(service, given), state, answered);
