import { createHmac } from 'node:crypto';

import { ChatControl, type Said } from '../chassis/chatControl.mts';
import { Checked } from '../chassis/schema.mts';
import { BOT, type Channel, CHANNELS, type Message, SCOPES, USERS } from './model.mts';
import { ENDPOINTS } from './schema.mts';

/** What can be another way in another workspace. */
export interface SlackOptions {
	/** A thread that is not there: posted to the channel without a word, or refused. UNSURE which when. */
	unknownThread: 'ignored' | 'refused';
	/** Messages a page at most; 15 for an app that is distributed commercially. */
	mostPerPage: number;
	/** The first page is empty although there is a next one. */
	emptyFirstPage: boolean;
}

export const OPTIONS: SlackOptions = {
	...{ unknownThread: 'ignored', mostPerPage: 200, emptyFirstPage: false },
};

/** What a test can do to the simulated Slack. */
export class SlackControl extends ChatControl {
	readonly signingSecret = 'a-signing-secret-of-the-app';

	token = 'xoxb-an-invented-bot-token';

	isRevoked = false;

	scopes = new Set(SCOPES);

	channels: Channel[] = CHANNELS();

	readonly said = new Map<string, Message[]>();

	readonly options: SlackOptions;

	/** The next messages are answered with this word; `isStored`: they are there nevertheless. */
	failNext: { times: number; error: string; isStored: boolean } = {
		...{ times: 0, error: 'internal_error', isStored: false },
	};

	private readonly first: SlackOptions;

	private changes = 0;

	private last = 0;

	private readonly now: () => Date;

	constructor(options: Partial<SlackOptions>, now: () => Date) {
		super(new Checked(ENDPOINTS));
		this.options = { ...OPTIONS, ...options };
		this.first = { ...this.options };
		this.now = now;
	}

	override get revision(): number {
		return this.changes;
	}

	override messages(room: string): Said[] {
		return (this.said.get(room) ?? []).map(({ ts, text, thread_ts, user }) => ({
			...{ id: ts, text, from: user, thread: thread_ts && thread_ts !== ts ? thread_ts : null },
			at: new Date(Number(ts) * 1000).toISOString(),
		}));
	}

	override revoke(): void {
		this.isRevoked = true;
	}

	/** Somebody says something in a channel, or in a thread of it. @returns its `ts` */
	says(channel: string, text: string, thread?: string, user = USERS[0].id): string {
		return this.keep(channel, {
			type: 'message',
			user,
			text,
			...(thread ? { thread_ts: thread } : {}),
		}).ts;
	}

	/** Keeps a message; two never have the same `ts`. */
	keep(channel: string, message: Omit<Message, 'ts'>): Message {
		const micros = Math.max(this.now().getTime() * 1000, this.last + 100);
		this.last = micros;
		const ts = `${Math.floor(micros / 1_000_000)}.${String(micros % 1_000_000).padStart(6, '0')}`;
		const whole: Message = { ...message, ts };
		this.said.set(channel, [...(this.said.get(channel) ?? []), whole]);
		this.changes += 1;
		return whole;
	}

	forget(channel: string, ts: string): void {
		this.said.set(
			channel,
			(this.said.get(channel) ?? []).filter((one) => one.ts !== ts),
		);
		this.changes += 1;
	}

	/** The direct messages with somebody, which are made where there are none. */
	directWith(user: string): { channel: Channel; isNew: boolean } {
		const there = this.channels.find((one) => one.user === user);
		if (there) return { channel: there, isNew: false };
		const made: Channel = {
			...{ id: user.replace(/^./, 'D'), name: '', is_private: true, is_im: true, user },
			...{ is_archived: false, is_ext_shared: false, is_member: true },
		};
		this.channels.push(made);
		return { channel: made, isNew: true };
	}

	/** A call of the Events API, signed as Slack does it. `age`: seconds since it was signed. */
	event(event: object, age = 0): { headers: Record<string, string>; body: string } {
		const body = JSON.stringify({
			...{ type: 'event_callback', team_id: BOT.team, api_app_id: BOT.app, event },
			...{ event_id: 'Ev0DEMO0001', event_time: Math.floor(this.now().getTime() / 1000) },
		});
		const at = String(Math.floor(this.now().getTime() / 1000) - age);
		const hash = createHmac('sha256', this.signingSecret).update(`v0:${at}:${body}`).digest('hex');
		const headers = {
			...{ 'content-type': 'application/json', 'x-slack-request-timestamp': at },
			'x-slack-signature': `v0=${hash}`,
		};
		return { headers, body };
	}

	protected override again(): void {
		this.channels = CHANNELS();
		this.said.clear();
		this.scopes = new Set(SCOPES);
		this.isRevoked = false;
		this.failNext = { times: 0, error: 'internal_error', isStored: false };
		Object.assign(this.options, this.first);
		this.changes += 1;
	}
}
