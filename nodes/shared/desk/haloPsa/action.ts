import type { DeskSettings, Found, NoteToWrite, On } from '../desk';
import { listed } from './model';
import { lineOf, textOrNull } from '../../session/value';

/** What a person has set in the desk workflow for HaloPSA, besides address and name. */
export interface HaloSettings extends DeskSettings {
	/** The name of the action's outcome. */
	outcome: string;
	/** Where a ticket is seen, behind the address; the number is put behind it. */
	ticketPage: string;
}

/** An action on a ticket, as `POST /Actions` takes it; time in hours, `datetime` in UTC. */
export function actionOf({ settings }: On<HaloSettings>, found: Found, note: NoteToWrite) {
	const { agentId, minutes, at } = note;
	return {
		ticket_id: Number(found.ref),
		outcome: lineOf(settings.outcome),
		note_html: note.body,
		hiddenfromuser: note.isPrivate,
		sendemail: false,
		...(agentId ? { who_agentid: Number(agentId) } : {}),
		...(minutes ? { timetaken: Math.round((minutes / 60) * 100) / 100 } : {}),
		...(at ? { datetime: at } : {}),
	};
}

/** An action is refused with 400, too, where its outcome is not available at the ticket's step of its workflow. */
export function adviceOn({ settings }: On<HaloSettings>, status: number): string {
	if (status !== 400) return '';
	return `Check 'outcome' in Settings: '${lineOf(settings.outcome)}' must be an outcome that HaloPSA has and that the ticket's workflow allows at its current step.`;
}

/** What an answer says of the action that was written. */
export function actionWritten(body: unknown): { id: string | null; isPrivate: boolean | null } {
	const [action] = listed(body, 'actions', null).items;
	const { hiddenfromuser: hidden, id } = action ?? {};
	return { id: textOrNull(id), isPrivate: typeof hidden === 'boolean' ? hidden : null };
}
