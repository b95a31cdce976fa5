import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';

import { formIn } from './form.mts';
import type { RecipientInput } from './options.mts';
import type { Session } from './session.mts';
import { unixNow } from './wire.mts';
import type { World } from './world.mts';

/** An event in the queue of one recipient. */
export interface QueuedEvent {
	id: number;
	fields: Record<string, string>;
	attempts: number;
	/** Milliseconds since the epoch; 0 before the first attempt. */
	firstAttemptAt: number;
}

export interface Delivery {
	id: number;
	eventId: number;
	url: string;
	event: string;
	lsid: string;
	fields: Record<string, string>;
	attempt: number;
	/** Milliseconds since the epoch. */
	at: number;
	ms: number;
	/** 0 when there was no answer. */
	status: number;
	error: string | null;
	outcome: 'delivered' | 'will-retry' | 'dropped';
}

interface Recipient {
	settings: RecipientInput;
	queue: QueuedEvent[];
	busy: boolean;
	timer?: NodeJS.Timeout;
}

const keptDeliveries = 2000;

export const formType = 'application/x-www-form-urlencoded';

/**
 * Posts a form over a fresh connection and reports the status.
 * Redirects are not followed: only 200 counts (reference, 5.1). Without a content type (null) none is sent.
 */
export function post(
	url: string,
	body: string,
	timeout: number,
	contentType: string | null = formType,
): Promise<{ status: number; body: string; error: string | null }> {
	const request = url.startsWith('https:') ? httpsRequest : httpRequest;
	const headers = {
		'Content-Length': Buffer.byteLength(body),
		Connection: 'close',
		...(contentType !== null && { 'Content-Type': contentType }),
	};
	return new Promise((resolve) => {
		const fail = (error: Error) => resolve({ status: 0, body: '', error: error.message });
		try {
			const sent = request(url, { method: 'POST', agent: false, headers, timeout });
			sent.on('response', (response) => {
				const chunks: Buffer[] = [];
				response.on('data', (chunk: Buffer) => chunks.push(chunk));
				response.on('error', fail);
				response.on('end', () =>
					resolve({
						status: response.statusCode ?? 0,
						body: Buffer.concat(chunks).toString('utf8'),
						error: null,
					}),
				);
			});
			sent.on('timeout', () => sent.destroy(new Error('The recipient did not answer in time')));
			sent.on('error', fail);
			sent.end(body);
		} catch (error) {
			fail(error as Error);
		}
	});
}

/** The outbound events of an appliance: one queue a recipient, strictly in order (reference, 5). */
export class Outbound {
	private readonly world: World;
	private recipients: Recipient[] = [];
	private nextId = 1;
	private nextDelivery = 1;
	private stopped = false;
	readonly deliveries: Delivery[] = [];
	readonly dropped: Array<{ url: string; fields: Record<string, string>; attempts: number }> = [];
	/** How many more delivered events are delivered once again. */
	duplicates = 0;

	constructor(world: World) {
		this.world = world;
		this.setRecipients(world.options.recipients);
	}

	/** Replaces the recipients; one that stays (same URL) keeps its queue and tries again at once. */
	setRecipients(inputs: RecipientInput[]): void {
		const before = this.recipients;
		for (const { timer } of before) clearTimeout(timer);
		this.recipients = inputs.map((settings) => {
			const known = before.find((one) => one.settings.url === settings.url);
			return Object.assign(known ?? { queue: [], busy: false }, { settings, timer: undefined });
		});
		this.recipients.forEach((recipient) => this.pump(recipient));
	}

	/** Sends an event of a session to every recipient that wants it. */
	notify(session: Session, event: string, extra: Record<string, string> = {}): void {
		const { applianceId, emptyExternalKey } = this.world.options;
		const fields: Record<string, string> = {
			event,
			version: '1',
			timestamp: `${unixNow()}`,
			appliance_id: applianceId,
			lsid: session.lsid,
			external_key: session.externalKey,
			...extra,
		};
		if (session.externalKey === '' && emptyExternalKey === 'absent') delete fields.external_key;
		const { external_key: _key, ...custom } = session.attributes;
		this.enqueue(fields, custom);
	}

	/** Puts any fields into the queues, as forged and replayed events are. */
	enqueue(fields: Record<string, string>, customFields: Record<string, string> = {}): void {
		const id = this.nextId++;
		for (const recipient of this.recipients) {
			const { enabled = true, events, sendCustomFields } = recipient.settings;
			if (!enabled || (events && !events.includes(fields.event))) continue;
			const all = sendCustomFields ? { ...fields, ...customFields } : { ...fields };
			recipient.queue.push({ id, fields: all, attempts: 0, firstAttemptAt: 0 });
			this.pump(recipient);
		}
	}

	queues(): Array<{ settings: RecipientInput; queue: QueuedEvent[] }> {
		return this.recipients.map(({ settings, queue }) => ({ settings, queue }));
	}

	idle(): boolean {
		return this.recipients.every(({ busy, queue }) => !busy && queue.length === 0);
	}

	stop(): void {
		this.stopped = true;
		for (const { timer } of this.recipients) clearTimeout(timer);
	}

	/** Works on the head of one queue, unless it waits for its retry; nothing behind it moves before it is settled. */
	private pump(recipient: Recipient): void {
		const head = recipient.queue[0];
		if (!head || recipient.busy || recipient.timer || this.stopped) return;
		if (!this.recipients.includes(recipient)) return;
		recipient.busy = true;
		void this.attempt(recipient, head).then((wait) => {
			recipient.busy = false;
			if (wait === 0) this.pump(recipient);
			else if (!this.stopped && this.recipients.includes(recipient))
				recipient.timer = setTimeout(() => this.retry(recipient), wait);
		});
	}

	private retry(recipient: Recipient): void {
		recipient.timer = undefined;
		this.pump(recipient);
	}

	/** One attempt; answers the milliseconds to wait before the next one. */
	private async attempt(recipient: Recipient, event: QueuedEvent): Promise<number> {
		const { url } = recipient.settings;
		const { options } = this.world;
		const retryInterval = recipient.settings.retryInterval ?? options.retryInterval;
		const retryDuration = recipient.settings.retryDuration ?? options.retryDuration;
		const at = Date.now();
		event.attempts++;
		event.firstAttemptAt ||= at;
		const { contentType = options.outboundContentType } = recipient.settings;
		const body = formIn(contentType, event.fields);
		const { status, error } = await post(url, body, options.recipientTimeout, contentType);
		const late = Date.now() + retryInterval - event.firstAttemptAt > retryDuration;
		const outcome = status === 200 ? 'delivered' : late ? 'dropped' : 'will-retry';
		this.record(event, { url, at, status, error, outcome });
		if (outcome === 'will-retry') return retryInterval;
		const again = outcome === 'delivered' && this.duplicates > 0;
		if (again) this.duplicates--;
		else recipient.queue.shift();
		if (outcome === 'dropped') {
			this.dropped.push({ url, fields: event.fields, attempts: event.attempts });
		}
		return 0;
	}

	private record(
		event: QueuedEvent,
		result: Pick<Delivery, 'url' | 'at' | 'status' | 'error' | 'outcome'>,
	): void {
		this.deliveries.push({
			id: this.nextDelivery++,
			eventId: event.id,
			event: event.fields.event ?? '',
			lsid: event.fields.lsid ?? '',
			fields: event.fields,
			attempt: event.attempts,
			ms: Date.now() - result.at,
			...result,
		});
		if (this.deliveries.length > keptDeliveries) this.deliveries.shift();
	}
}
