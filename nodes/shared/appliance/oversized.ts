import type { ChatLine, SessionSummary } from '../session/model';
import type { XmlElement } from '../session/report/element';
import { children } from '../session/report/element';
import { MAX_ANSWER_BYTES } from './answer';
import type { Appliance } from './connection';
import type { SessionOptions } from './reporting';
import { getSession, readReport, sessionFrom } from './reporting';
import { ApplianceError } from './errors';

/** Characters of a report's events that are kept of one that is too large to be kept as a whole. */
const KEPT_CHARACTERS = 10_000_000;

function sizeOf({ text, attributes, children: inner }: XmlElement): number {
	let size = text.length;
	for (const name in attributes) size += attributes[name].length;
	for (const element of inner) size += sizeOf(element);
	return size;
}

/** The first events that fit into the room there is; a single one that is larger than that is passed over. */
function keeper() {
	let left = KEPT_CHARACTERS;
	return {
		kept: [] as XmlElement[],
		dropped: 0,
		take(event: XmlElement) {
			const size = sizeOf(event);
			if (size > left) {
				this.dropped += 1;
				return;
			}
			left -= size;
			this.kept.push(event);
		},
	};
}

/** Said where people read what happened: in the chat, as the system says things there. */
const notice = (at: string | null, dropped: number): ChatLine => ({
	at,
	from: { type: 'system', name: null, participant: null },
	to: null,
	text: `The report of this session is larger than ${MAX_ANSWER_BYTES / 1_000_000} MB. ${dropped} of its entries (chat, notes, files, system information) were not read; you can see them on the appliance itself.`,
});

const withEvents = (session: XmlElement, events: XmlElement[]): XmlElement => ({
	...session,
	children: session.children.map((element) =>
		element.name === 'session_details' ? { ...element, children: events } : element,
	),
});

/**
 * A session whose report is too large to be kept: who, when, how long and what it belongs to in full, of what happened
 * as much as fits. Where something is left out, `complete` is false although the session has its end, and the last line
 * of the transcript says so. Null where the appliance has no such session. Throws ApplianceError.
 */
async function getOversizedSession<S extends SessionSummary>(
	appliance: Appliance,
	sessionId: string,
	options: SessionOptions<S>,
): Promise<S | null> {
	let events = keeper();
	const root = await readReport(
		appliance,
		{ generate_report: 'SupportSession', lsid: sessionId },
		{
			root: 'session_list',
			name: 'event',
			begin: () => {
				events = keeper();
			},
			take: (event) => events.take(event),
		},
		Infinity,
	);
	const element = root
		? children(root, 'session').find(
				({ attributes }) => attributes.lsid?.toLowerCase() === sessionId,
			)
		: undefined;
	if (!element) return null;
	const session = sessionFrom(appliance, withEvents(element, events.kept), options);
	const shaped = options.shape(session);
	// A summary has none of what was dropped.
	if (events.dropped === 0 || !('transcript' in shaped)) return shaped;
	const last = notice(session.endedAt, events.dropped);
	const transcript = [...session.transcript, last];
	return options.shape({ ...session, complete: false, transcript });
}

/**
 * The report of one session however large it is, or null where the appliance has none. Throws ApplianceError.
 * `known`: whether its report is known to be too large, so that it need not be tried as a whole.
 */
export async function getSessionOfAnySize<S extends SessionSummary>(
	appliance: Appliance,
	sessionId: string,
	options: SessionOptions<S>,
	known = false,
): Promise<S | null> {
	if (known) return await getOversizedSession(appliance, sessionId, options);
	return await getSession(appliance, sessionId, options).catch(async (error: unknown) => {
		if (!(error instanceof ApplianceError) || error.kind !== 'tooLarge') throw error;
		return await getOversizedSession(appliance, sessionId, options);
	});
}
