import { ChatControl, type Said } from '../chassis/chatControl.mts';
import { Checked } from '../chassis/schema.mts';
import {
	ME,
	type Message,
	normalised,
	type Room,
	ROOMS,
	ALLOWED,
	type User,
	USERS,
} from './model.mts';
import { ENDPOINTS } from './schema.mts';
import { Tokens } from './tokens.mts';

/** What can be another way in another tenant. */
export interface TeamsOptions {
	/** Messages a page; fewer than were asked for may come. */
	mostPerPage: number;
	/** UNSURE: bytes of a message that Graph takes, about 28 KB. */
	mostBytes: number;
	/** A reply to what is not there: refused, or put into the channel. */
	unknownThread: 'refused' | 'ignored';
}

export const OPTIONS: TeamsOptions = {
	...{ mostPerPage: 50, mostBytes: 28_672, unknownThread: 'refused' },
};

/** What a test can do to the simulated Teams. */
export class TeamsControl extends ChatControl {
	readonly tokens: Tokens;

	rooms: Room[] = ROOMS();

	readonly said = new Map<string, Message[]>();

	readonly options: TeamsOptions;

	private readonly first: TeamsOptions;

	private changes = 0;

	private last = 0;

	private readonly now: () => Date;

	constructor(options: Partial<TeamsOptions>, now: () => Date) {
		super(new Checked(ENDPOINTS));
		this.options = { ...OPTIONS, ...options };
		this.first = { ...this.options };
		this.now = now;
		this.tokens = new Tokens([...ALLOWED], now);
		this.again();
	}

	override get revision(): number {
		return this.changes;
	}

	override messages(room: string): Said[] {
		return (this.said.get(room) ?? [])
			.filter(({ messageType, deletedDateTime }) => messageType === 'message' && !deletedDateTime)
			.map(({ id, content, replyToId, from, createdDateTime }) => ({
				...{ id, text: content, thread: replyToId, from: from?.displayName ?? '' },
				at: createdDateTime,
			}));
	}

	override revoke(): void {
		this.tokens.revoke();
	}

	/** Somebody says something. @returns the id of the message */
	says(room: string, text: string, thread: string | null = null, from: User = USERS[1]): string {
		return this.keep(room, { content: text, contentType: 'text', replyToId: thread, from }).id;
	}

	/** Keeps a message; two never have the same id. */
	keep(
		room: string,
		message: Pick<Message, 'content' | 'contentType' | 'replyToId' | 'from'> & Partial<Message>,
	): Message {
		this.last = Math.max(this.now().getTime(), this.last + 1);
		const whole: Message = {
			...{ messageType: 'message', deletedDateTime: null, ...message, id: String(this.last) },
			createdDateTime: new Date(this.last).toISOString(),
			content: message.contentType === 'html' ? normalised(message.content) : message.content,
		};
		this.said.set(room, [...(this.said.get(room) ?? []), whole]);
		this.changes += 1;
		return whole;
	}

	/** The chat of two, which is made where there is none. */
	chatWith(user: string): Room {
		const there = this.rooms.find(({ withUser }) => withUser === user);
		if (there) return there;
		const name = USERS.find(({ id }) => id === user)?.displayName ?? user;
		const made: Room = {
			...{ id: `19:${ME.id}_${user}@unq.gbl.spaces`, team: null, name, membershipType: null },
			...{ isArchived: false, isMember: true, withUser: user },
		};
		this.rooms.push(made);
		return made;
	}

	protected override again(): void {
		this.rooms = ROOMS();
		this.said.clear();
		for (const { id } of this.rooms) {
			const system = { messageType: 'systemEventMessage' as const, from: null, replyToId: null };
			this.keep(id, { ...system, contentType: 'html', content: '<systemEventMessage/>' });
		}
		Object.assign(this.options, this.first);
		this.tokens.granted = [...ALLOWED];
		this.changes += 1;
	}
}
