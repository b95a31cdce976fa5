import type { ChatService, ChatSettings, Place } from './chat';
import { fieldsOf } from '../desk/json';
import { lineOf, textOf } from '../session/value';

/** An email address; no blanks, no quotes but the apostrophe of a name, nothing that ends it. */
export const mailIn = (text: string): string | null =>
	/^[^\s@"<>,;:\\]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8}$/.exec(text)?.[0] ?? null;

/** A person, by an id of the service or by an email address. */
export const personBy = (kind: 'person' | 'mail', id: string): Place => ({
	...{ kind, id, team: null, thread: null, isDirect: true },
});

export const byMail = (text: string): Place | null => {
	const id = mailIn(text);
	return id === null ? null : personBy('mail', id);
};

/**
 * Where a message goes, or a sentence why nowhere: into the chat that an invite is linked to; to the recipient, where it names a place of the
 * service; to the place of Settings; to the person with the recipient's email address.
 */
export function placeOf(
	service: ChatService,
	settings: ChatSettings,
	came: unknown,
): Place | string {
	const { invite, link } = fieldsOf(came);
	const { kind, system, id } = fieldsOf(link);
	const own = lineOf(settings.system, 40).toLowerCase();
	if (kind === 'chat' && own !== '' && textOf(system).toLowerCase() === own) {
		return (
			service.placeIn(id) ??
			`The invite is linked to the chat '${lineOf(id, 80)}', which ${service.name} cannot have. ${service.places}`
		);
	}
	const recipient = service.placeIn(fieldsOf(invite).recipient);
	if (recipient && recipient.kind !== 'mail') return recipient;
	const to = textOf(settings.to).trim();
	if (to !== '') {
		return (
			service.placeIn(to) ??
			`'to' in Settings is no place of ${service.name}: '${lineOf(to, 80)}'. ${service.places}`
		);
	}
	return (
		recipient ?? `The message names no place, and neither does 'to' in Settings. ${service.places}`
	);
}
