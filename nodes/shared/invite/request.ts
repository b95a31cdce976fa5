import type { Settings } from '../ledger/settingsTable';
import { type Choice, choicesFrom, teamsFrom } from './choices';
import { NO_CHOICE, type Offer, targetFor } from './offer';
import { addressOf, type Person, type Submitted } from './person';
import { type Target, ticketFrom } from './target';

/** Who starts an invite: a person at the form, a ticket that is new, a look at what failed, or a person who wants that tried again. */
export type By = 'form' | 'newTicket' | 'due' | 'person';

/** An invite that is wanted, checked in all but what the list of invites says. */
export interface Request {
	by: By;
	/** `null` where no person sends it. */
	person: Person | null;
	target: Target;
	queue: Pick<Choice, 'queueType' | 'queueId' | 'name' | 'label'>;
	whenUnavailable: 'fail' | 'fallback' | 'allow';
	/** Team that takes it where nobody serves the queue. */
	fallbackId: string | null;
	hours: number;
	/** ID of the workflow that delivers. */
	delivery: string;
}

/** Nothing is to be sent, and a sentence why; none where nobody has to be told. */
export interface Refused {
	problem: string | null;
}

export interface ToChoose {
	offer: Offer;
	/** What was submitted on the page; n8n goes on without it when the page's hour is over. */
	answer: Submitted & { who?: unknown; submittedAt?: unknown };
	/** Rows of the tables as they are now. */
	teams: unknown[];
	technicians: unknown[];
	settings: Settings;
}

const NOBODY =
	'Nobody was chosen, and there is no default team. Choose a team or technician, or mark an enabled team as default in the table beyondtrust_teams.';

/** The choice as it can be made now. A technician who has logged off is told of by the appliance. */
function chosenFrom({ offer, answer, teams, technicians }: ToChoose): Choice | Refused {
	const who = typeof answer.who === 'string' ? answer.who.trim() : '';
	const now = choicesFrom({ teams, loggedIn: [], technicians });
	const queue =
		who === ''
			? now.find(({ isDefault }) => isDefault)
			: offer.choices.find(({ label }) => label === who);
	if (!queue) {
		return {
			problem:
				who === ''
					? NOBODY
					: `'Who takes the session': "${who.slice(0, 100)}" cannot be chosen: it is switched off or no longer exists.`,
		};
	}
	const isGone =
		queue.queueType === 'team'
			? !now.some(({ queueId }) => queueId === queue.queueId)
			: choicesFrom({ teams: [], loggedIn: [{ id: queue.queueId }], technicians }).length === 0;
	return isGone
		? { problem: `${queue.label} was switched off in the meantime. Choose another one.` }
		: queue;
}

/** Whom the settings send to where nobody serves the queue. */
function fallbackFor(queue: Choice, teams: unknown[], settings: Settings) {
	const { whenUnavailable } = settings;
	if (whenUnavailable !== 'fallback') return { whenUnavailable, fallbackId: null };
	const standard = teamsFrom(teams).find(({ isDefault }) => isDefault);
	if (!standard) {
		return {
			problem:
				"The setting 'whenUnavailable' asks for a fallback team, but there is no default team. Mark one as default in the table beyondtrust_teams.",
		};
	}
	const isIt = queue.queueType === 'team' && queue.queueId === standard.queueId;
	return isIt
		? { whenUnavailable: 'fail' as const, fallbackId: null }
		: { whenUnavailable, fallbackId: standard.queueId };
}

/** What a person chose on the page. The page's own submitter must be the one who opened the form: anybody with its link may send it. */
export function requestFromPage(input: ToChoose): Request | Refused {
	const { offer, answer, teams, settings } = input;
	if (!answer.submittedAt || answer.who === NO_CHOICE) return { problem: null };
	const { person, channel } = offer.wanted;
	if (addressOf(answer) !== person.email && (answer.user || addressOf(answer) !== '')) {
		return {
			problem: `This page belongs to ${person.name}, and you are logged in as somebody else. Open the form yourself.`,
		};
	}
	const queue = chosenFrom(input);
	if ('problem' in queue) return queue;
	const fallback = fallbackFor(queue, teams, settings);
	if ('problem' in fallback) return { problem: fallback.problem ?? null };
	return {
		by: 'form',
		person,
		target: offer.target,
		queue,
		...fallback,
		hours: settings.inviteHours,
		delivery: channel === 'chat' ? settings.chatDelivery : settings.emailDelivery,
	};
}

/** Whether the settings want customers of a ticket to be invited by themselves. */
export function isOfType(types: string[], settings: Settings): boolean {
	const wanted = settings.newTicketTypes
		.split(',')
		.map((one) => one.trim().toLowerCase())
		.filter(Boolean);
	return wanted.includes('*') || types.some((type) => wanted.includes(type.toLowerCase()));
}

export interface ToInvite {
	by: Exclude<By, 'form'>;
	/** `null` where it was not known before the desk answered. */
	ticket: string | null;
	/** The desk workflow's answer to `getTicket` or `readEvent`. */
	answer: unknown;
	teams: unknown[];
	settings: Settings;
}

/**
 * The invite of a new ticket: for the default team, to the ticket's own address. Tickets of other types and those without an address get
 * none. `problem` is what went wrong; `null` where nothing did.
 */
export function requestForTicket(input: ToInvite): Request | Refused {
	const { by, answer, teams, settings } = input;
	// A call of the desk may tell of anything.
	if ((answer as { outcome?: unknown } | null)?.outcome === 'ignored') return { problem: null };
	const ticket = ticketFrom(answer);
	if (ticket === null) {
		const which = input.ticket === null ? 'such ticket' : `ticket ${input.ticket}`;
		return { problem: `There is no ${which} at the desk.` };
	}
	if ('problem' in ticket) return ticket;
	if (!isOfType(ticket.types, settings) || ticket.email === '') return { problem: null };
	const target = targetFor({ channel: 'email', address: '' }, ticket, settings);
	if ('problem' in target) return target;
	const [queue] = choicesFrom({ teams, loggedIn: [], technicians: [] }).filter(
		({ isDefault }) => isDefault,
	);
	if (!queue) {
		return {
			problem:
				'There is no enabled default team, so no invite was sent. Mark one as default in the table beyondtrust_teams.',
		};
	}
	return {
		by,
		person: null,
		target,
		queue,
		whenUnavailable: settings.newTicketWhenUnavailable,
		fallbackId: null,
		hours: settings.newTicketHours,
		delivery: settings.emailDelivery,
	};
}
