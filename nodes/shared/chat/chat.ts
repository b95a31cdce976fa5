import type { Answered, Failure } from '../desk/failure';
import type { Flow, Page, Query, Reply } from '../desk/flow';

/** What a message is: an invite, whose link lets anybody join as the customer, or one to the team, such as that of the morning. */
export type Purpose = 'invite' | 'team';

/** What the node Settings of a chat workflow holds. */
export interface ChatSettings {
	/** Where the API is, such as `https://slack.com/api`. */
	address: string;
	/** The name in links, such as `slack` in `chat:slack:C0HELP001`. */
	system: string;
	/** Where messages go that name no place of the service themselves; empty: to the person whose address they are for. */
	to: string;
	/** Invites also go where more people read along than were asked in. */
	allowPublic: unknown;
	/** Messages to the team also go where people of other organisations read along. */
	allowShared: unknown;
}

/** Where a message is posted. */
export interface Room {
	id: string;
	/** Of a channel of Teams. */
	team: string | null;
	/** The message that a thread begins with, always text. */
	thread: string | null;
	/** Nobody comes into it but by being asked: a direct message, a chat. */
	isDirect: boolean;
}

/** A place as people name it: a channel or a chat, one of its threads, or a person, by an id of the service or by an email address. */
export interface Place extends Room {
	kind: 'room' | 'person' | 'mail';
}

/** What the service says of a channel. */
export interface RoomSeen {
	name: string;
	isPrivate: boolean;
	/** People of other organisations or teams are in it. */
	isShared: boolean;
	/** Why nothing can be posted into it; `null` where it can. */
	closed: string | null;
}

export interface MessageSeen {
	id: string;
	/** Whatever of it may hold the marker. */
	text: unknown;
	/** Milliseconds since 1970; `null` where it does not say. */
	at: number | null;
}

/** What the service says of a message that it took. */
export interface Posted {
	id: string | null;
	/** The message that its thread begins with. */
	thread: string | null;
}

/** A message as it is to be said; plain text. */
export interface Message {
	subject: string;
	text: string;
	/** What must not be cut away: the link of an invite. */
	link: string;
}

/** What a run is about. */
export interface On {
	settings: ChatSettings;
	purpose: Purpose;
	/** When the run began, milliseconds since 1970. */
	startedAt: number;
}

/** A chat service: requests and what their answers mean. What happens in which order stands in `deliver.ts`. */
export interface ChatService {
	/** As people know it. */
	name: string;
	/** As the answer of a delivery names it. */
	channel: string;
	/** What can be entered as a place, in a sentence on what cannot. */
	places: string;
	/** What an address looks like. */
	sampleAddress: string;
	/** Which right is needed to list messages, so that one can be found again. */
	toList: string;
	placeIn(typed: unknown): Place | null;
	failure(answered: Answered): Failure | null;
	/** The direct messages with a person, or a sentence why there are none. */
	direct(on: On, place: Place): Flow<Reply<Room | string>>;
	look(on: On, room: Room): Query<RoomSeen | null>;
	/** Messages since the run began, newest first where the service can. */
	messages(on: On, room: Room, cursor: string | null): Query<Page<MessageSeen>>;
	/** The message in the service's own format, escaped, at most as long as it takes. */
	format(message: Message, marker: string): string;
	post(on: On, room: Room, body: string): Query<Posted>;
	/** Deletes a message of our own. */
	takeBack(on: On, room: Room, id: string): Query<true>;
}

/** Whether a setting is on; Settings may hold it as a text. */
export const isOn = (value: unknown): boolean =>
	value === true || (typeof value === 'string' && value.trim().toLowerCase() === 'true');
