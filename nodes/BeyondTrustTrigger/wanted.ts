import type { OutboundEvent } from '../shared/session/model';

/** What the parameters of the trigger let through. */
export interface Filter {
	events: string[];
	/** Lower case; empty for any appliance. */
	applianceIds: string[];
	onlySignedLinks: boolean;
}

/**
 * Whether an event starts an execution.
 *
 * One that does not say what happened or to which session is always wanted: the workflow puts it aside where people see
 * it. So is one that names no appliance, which a filter on appliances cannot judge.
 */
export function isWanted(event: OutboundEvent, filter: Filter): boolean {
	const { wireName, sessionId, applianceId, link } = event;
	const fromOther =
		applianceId !== null && !filter.applianceIds.includes(applianceId.toLowerCase());
	if (filter.applianceIds.length > 0 && fromOther) return false;
	if (wireName === null || sessionId === null) return true;
	if (event.event === null || !filter.events.includes(event.event)) return false;
	return !filter.onlySignedLinks || link.signature === 'valid';
}
