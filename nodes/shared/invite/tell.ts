import { escapedHtml } from '../session/escape';
import { lineOf, textOf } from '../session/value';
import type { CheckedOut } from './checkOut';
import { until } from './checkOut';
import type { CheckedInvite } from './checkIn';
import { type Ask, end, type End, NOTHING_SENT } from './page';
import { listOf, NO_CHOICE, type Offer } from './offer';
import type { Request } from './request';

/** What came of an invite, for whoever called the workflow that sends. */
export interface Told extends End {
	contract: 1;
	outcome: CheckedOut['outcome'];
	/** Whether the desk has the note. */
	noted: boolean;
	/** Why it was not sent; plain text. */
	said: string | null;
	url: string | null;
}

export interface ToTell {
	request: Request;
	checkedIn: CheckedInvite;
	checkedOut: CheckedOut;
	/** The desk workflow's answer to `putNote`; nothing where it was not asked. */
	answer: unknown;
	timezone: string;
}

const copy = (url: string | null): string =>
	url ? `<br><br>Link to copy:<br><code>${escapedHtml(url)}</code>` : '';

/** Whether the desk says that the note is there. */
function noted(answer: unknown): { noted: boolean; why: string } {
	const said = (typeof answer === 'object' && answer !== null ? answer : {}) as Record<
		string,
		unknown
	>;
	if (said.contract === 1 && (said.outcome === 'written' || said.outcome === 'there')) {
		return { noted: true, why: '' };
	}
	const status = typeof said.status === 'number' ? `HTTP ${said.status}` : '';
	const words = [said.said, said.error].find((one) => typeof one === 'string' && one !== '');
	return { noted: false, why: textOf(words) || status };
}

function sentMessage({ request, checkedIn, checkedOut, timezone }: ToTell): string {
	const { target, queue } = request;
	const { fallbackUsed, reachable, expiresAt } = checkedOut;
	const where = target.recipient ? `To ${target.recipient}` : `Into the chat ${target.linkId}`;
	const there = fallbackUsed
		? ' Nobody was available, so it leads to the fallback team.'
		: reachable === false
			? ' Nobody is available right now, so the customer will have to wait.'
			: '';
	const lines = [
		`${where}, for ${queue.label}.${there}`,
		expiresAt ? `It can be used until ${until(expiresAt, timezone)}.` : '',
		checkedIn.warning ?? '',
	];
	return lines.filter(Boolean).map(escapedHtml).join('<br>');
}

/** What the last page says of an invite that was sent, or was not. */
export function tell(input: ToTell): Told {
	const { outcome, said, url } = input.checkedOut;
	const told = { goes: 'end' as const, contract: 1 as const, outcome, said, url };
	if (outcome === 'failed' || outcome === 'refused') {
		return { ...told, ...end('The invite was not sent', said ?? ''), noted: false };
	}
	if (outcome === 'unsure') {
		const title = 'The invite may or may not have been sent';
		const sentence = `${said ?? ''} Ask the customer before you send another one.`;
		return { ...told, ...end(title, sentence), noted: false };
	}
	const desk = noted(input.answer);
	if (desk.noted) {
		const message = `${sentMessage(input)}<br>It is noted on the ticket.${copy(url)}`;
		return { ...told, title: 'The invite was sent', message, noted: true };
	}
	const why = desk.why ? ` (${desk.why})` : '';
	const missing = escapedHtml(`The desk did not accept the note${why}. Please write it yourself.`);
	return {
		...told,
		title: 'The invite was sent, but is not noted on the ticket',
		message: `${sentMessage(input)}<br>${missing}${copy(url)}`,
		noted: false,
	};
}

/** What the last page says of an invite that was not even tried. */
export function notTried({ why, said, url }: CheckedInvite): End {
	const titles = {
		before: 'This invite was sent a moment ago',
		busy: 'This invite is being sent',
	};
	const title = why === 'before' || why === 'busy' ? titles[why] : NOTHING_SENT;
	const { message } = end(title, said ?? '');
	return { goes: 'end', title, message: `${message}${copy(url)}` };
}

/** Nothing comes back from the workflow that sends where another run has taken the invite. */
const TAKEN: CheckedInvite['said'] =
	'Another click came first. Check the ticket in a moment: the invite will be noted there once it is sent.';

const isTold = (value: unknown): value is Told =>
	typeof value === 'object' &&
	value !== null &&
	(value as Told).contract === 1 &&
	typeof (value as Told).outcome === 'string' &&
	typeof (value as Told).title === 'string';

/**
 * After an invite was sent, or was not: the last page, or the page that asks who takes the session once more, with the reason on it and the
 * default team chosen. `offer` is what was on the page before, `answer` what the workflow that sends said.
 */
export function offerAgain(offer: Offer, answer: unknown): (Offer & Ask) | End {
	const { error } = (answer ?? {}) as { error?: unknown };
	if (error) {
		const words = typeof error === 'string' ? error : (error as { message?: unknown }).message;
		return end(
			'The invite may or may not have been sent',
			`The workflow that sends the invite broke off: ${lineOf(words, 500) || 'it gave no reason'}. Look at its last execution.`,
		);
	}
	if (!isTold(answer)) return end('This invite is being sent', TAKEN ?? '');
	if (answer.outcome !== 'failed') {
		const { title, message } = answer;
		return { goes: 'end', title, message };
	}
	const labels = offer.choices.map(({ label }) => label);
	const standard = offer.choices.find(({ isDefault }) => isDefault)?.label;
	const default_ = standard ? `<br><br>The default team is ${escapedHtml(standard)}.` : '';
	return {
		...offer,
		title: 'The invite was not sent',
		description: `${answer.message}${default_} Choose who takes the session instead.`,
		fields: listOf([...labels, NO_CHOICE], standard ?? NO_CHOICE),
	};
}
