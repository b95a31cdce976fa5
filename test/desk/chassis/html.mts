/** Escapes text for element content and for quoted attribute values. */
export function escapeHtml(text: unknown): string {
	return String(text ?? '')
		.replace(/&/g, '&amp;')
		.replace(/</g, '&lt;')
		.replace(/>/g, '&gt;')
		.replace(/"/g, '&quot;')
		.replace(/'/g, '&#39;');
}

/** A `time` element for an ISO 8601 text, shown as date and minute in UTC. */
export function time(iso: string | null): string {
	if (!iso) return '';
	const shown = iso.slice(0, 16).replace('T', ' ');
	return `<time datetime="${escapeHtml(iso)}">${escapeHtml(shown)} UTC</time>`;
}

/** A small coloured label; `kind` picks the colour. */
export function badge(text: string, kind: string, test: string): string {
	return `<span class="badge ${kind}" data-test="${test}">${escapeHtml(text)}</span>`;
}

/** A round picture with the initials of a name. */
export function avatar(name: string, kind: 'agent' | 'customer'): string {
	const initials = name.replace(/[^\p{Lu}]/gu, '').slice(0, 2);
	return `<span class="avatar ${kind}" aria-hidden="true">${escapeHtml(initials || '?')}</span>`;
}
