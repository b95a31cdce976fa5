import { Refusal } from './queue.mts';
import { escapeHtml, html, type Answer, type Call } from './wire.mts';
import type { World } from './world.mts';

const page = (title: string, text: string) => `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>${escapeHtml(title)}</title>
<style>body{font:16px/1.5 system-ui,sans-serif;max-width:34rem;margin:4rem auto;padding:0 1rem;color:#1d2733}
small{color:#5b6875}</style></head>
<body><h1>${escapeHtml(title)}</h1><p>${escapeHtml(text)}</p>
<p><small>Simulated appliance: nothing is downloaded and nobody looks at this screen.</small></p></body></html>
`;

/** What a customer sees after opening the link or typing the key: the visit starts the session. */
export function joinPage(world: World, { query }: Call): Answer {
	const key = query.get('ak') ?? query.get('short_key') ?? '';
	try {
		const name = query.get('customer.name') ?? undefined;
		const company = query.get('customer.company') ?? undefined;
		const details = query.get('customer.details') ?? undefined;
		const session = world.sessions.startByKey(key, {
			...(name !== undefined && { customerName: name }),
			...(company !== undefined && { customerCompany: company }),
			...(details !== undefined && { customerDetails: details }),
		});
		const owner = world.sessions.ownerOf(session);
		const text = owner
			? `${owner.profile.publicName} is with you now.`
			: 'You are waiting in the queue. Somebody will be with you soon.';
		return html(200, page('You joined the support session', text));
	} catch (error) {
		if (!(error instanceof Refusal)) throw error;
		return html(404, page('This session key cannot be used', error.message));
	}
}
