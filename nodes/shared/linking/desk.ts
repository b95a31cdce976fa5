import { sentence } from '../ledger/failure';
import type { Settings } from '../ledger/settingsTable';

type Fields = Record<string, unknown>;

/** What a desk workflow is asked (contract, version 1). */
export interface Question {
	contract: 1;
	operation: 'findTickets' | 'getTicket';
	ticket?: string;
	/** Tickets touched since then, ISO 8601. */
	since?: string;
	text?: string;
	limit?: number;
	/** Chats whose tickets are wanted, too; a desk that does not know this passes it over. */
	chatIds?: string[];
}

const NOT_CHOSEN =
	"No desk workflow is chosen yet. Enter its ID as the value of 'deskWorkflow' in the table beyondtrust_settings.";
const NO_ANSWER = "The desk workflow's answer does not follow the contract (contract 1).";

/**
 * The desk's answer, or a sentence where there is none: without version and the field that was asked for it is no answer, whichever output
 * it came by.
 */
export function answerOf(
	value: unknown,
	field: 'ticket' | 'tickets',
	{ deskWorkflow }: Pick<Settings, 'deskWorkflow'>,
): Fields | string {
	const said = (typeof value === 'object' && value !== null ? value : {}) as Fields;
	if (said.contract === 1 && said[field] !== undefined) return said;
	if (deskWorkflow.trim() === '') return NOT_CHOSEN;
	const failure = said.error ?? said.said;
	return failure === undefined ? NO_ANSWER : sentence(failure);
}
