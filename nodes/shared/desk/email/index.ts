/** Any desk that takes mail: it is only told, and cannot be asked. */

import type { Ticket } from '../contract';
import type { Desk, Found, On } from '../desk';
import { emailFailure } from './failure';
import { type EmailSettings, mailOf, typedTicket, unusable } from './mail';
import { known } from '../flow';
import { baseOf } from '../request';
import { lineOf, textOf, textOrNull } from '../../session/value';

/** A switch of Settings, which a person may also have made a text. */
const isOn = (value: unknown) => value === true || textOf(value).trim().toLowerCase() === 'true';

const isInternal = ({ mailsBecomeInternalNotes: on }: EmailSettings) => isOn(on);

const NOT_INTERNAL =
	"The note is for agents only, and desks often forward an email to a ticket to its customer. If the desk stores emails to 'to' as internal notes, set 'mailsBecomeInternalNotes' in Settings. Otherwise set 'noteAudience' to customer in beyondtrust_settings.";

/** All that is known of a ticket is its number: not its customer, whom an unsigned link would have to fit, and not whether there is one. */
function ticketCalled(id: string, settings: EmailSettings): Ticket {
	const base = baseOf(settings);
	return {
		...{ id, number: id, summary: '', status: null, closed: false },
		customer: { id: null, name: null, email: null, company: null },
		...{ technician: null, device: null, type: null, typeId: null },
		...{ openedAt: null, touchedAt: null, openChatId: null },
		url: base ? `${base}${textOf(settings.ticketPage)}${id}` : '',
	};
}

const foundBy = ({ settings }: On<EmailSettings>, typed: string): Found | null => {
	const id = typedTicket(typed, settings);
	return id ? { ticket: ticketCalled(id, settings), ref: id } : null;
};

/** Any desk that takes mail: a note is an email with the number of the ticket in its subject. Nothing can be asked. */
export const email: Desk<EmailSettings> = {
	name: 'Desk by Email',
	sampleAddress: 'https://desk.example.com',
	noteFormat: 'html',
	// UNSURE [email.length]: where a desk cuts an email differs; few take less.
	longestNote: 50_000,
	canWriteAs: false,
	canRead: false,
	privateNotes: isInternal,
	unusable,
	refuses: ({ asked, settings }) =>
		asked.note?.audience === 'customer' || isInternal(settings) ? null : NOT_INTERNAL,
	ticketIn: (typed) => lineOf(typed, 80) || null,
	ticket: (on, typed) => known(foundBy(on, typed)),
	tickets: () => known({ items: [], next: null }),
	// The one note that is known to be there is the one whose id the ledger has kept.
	notes({ asked }) {
		const id = textOrNull(asked.known);
		return known({ items: id ? [{ id, text: '' }] : [], next: null });
	},
	write: ({ settings }, { ref }, { body }) => ({
		request: {
			...{ method: 'POST', url: `mailto:${textOf(settings.to).trim()}`, body: '{}', headers: {} },
			mail: mailOf(settings, ref, body),
		},
		read: ({ answered }) => ({
			// n8n makes a new Message-ID for each mail and lets nobody choose it, so an email that is sent again has another one.
			id: lineOf((answered as { messageId?: unknown }).messageId) || null,
			isPrivate: isInternal(settings),
		}),
	}),
	failure: emailFailure,
};
