import { randomBytes, randomInt } from 'node:crypto';

import { resolveQueue, Refusal, type Queue } from './queue.mts';
import { unixNow } from './wire.mts';
import type { World } from './world.mts';

export interface SessionKey {
	shortKey: string;
	/** The 32 hex digits of `key_url`. */
	ak: string;
	queueId: string;
	/** Unix seconds. */
	expires: number;
	/** Seconds, as asked for; undefined when the default of a day was taken. */
	ttl?: number;
	externalKey: string;
	attributes: Record<string, string>;
	url: string;
	/** The session it started, once a customer used it. */
	lsid?: string;
}

const day = 86_400;
const attributeLimit = 1024;
const allAttributesLimit = 10 * 1024;

/** Reads `session.custom.*` and the old `external_key`; refuses what is over the limits (reference, 2.5). */
export function readAttributes(params: URLSearchParams): Record<string, string> {
	const attributes: Record<string, string> = {};
	const old = params.get('external_key');
	if (old !== null) attributes.external_key = old;
	for (const [name, value] of params) {
		if (name.startsWith('session.custom.')) {
			attributes[name.slice('session.custom.'.length)] = value;
		}
	}
	for (const [code, value] of Object.entries(attributes)) {
		if ([...value].length > attributeLimit) {
			throw new Refusal(`The value of ${code} exceeds the maximum length of 1024 characters.`);
		}
	}
	const total = Object.values(attributes).reduce((sum, value) => sum + Buffer.byteLength(value), 0);
	if (total > allAttributesLimit) {
		throw new Refusal('The custom session attributes exceed the maximum size of 10 KB.');
	}
	return attributes;
}

function readTtl(text: string | null): number | undefined {
	if (text === null) return undefined;
	if (!/^\d{1,9}$/.test(text) || Number(text) === 0) {
		throw new Refusal('The ttl parameter is invalid.');
	}
	return Number(text);
}

/** Session keys: made by the command API, used up by the customer who opens them. */
export class Keys {
	private readonly world: World;
	private readonly keys = new Map<string, SessionKey>();

	constructor(world: World) {
		this.world = world;
	}

	all(): SessionKey[] {
		return [...this.keys.values()];
	}

	/** Makes a key as `generate_session_key` does; throws a Refusal for what it refuses. */
	generate(params: URLSearchParams): { key: SessionKey; queue: Queue } {
		if (params.get('type') !== 'support') {
			throw new Refusal('The type parameter is missing or invalid.');
		}
		const queueId = params.get('queue_id') ?? '';
		const queue = resolveQueue(this.world.directory, queueId);
		const ttl = readTtl(params.get('ttl'));
		const attributes = readAttributes(params);
		const ak = randomBytes(16).toString('hex');
		const key: SessionKey = {
			shortKey: this.freshShortKey(),
			ak,
			queueId,
			expires: unixNow() + (ttl ?? day),
			ttl,
			externalKey: attributes.external_key ?? '',
			attributes,
			url: `${this.world.publicUrl(params.get('url_hostname'))}/?ak=${ak}`,
		};
		this.keys.set(key.shortKey, key);
		return { key, queue };
	}

	/** The key a customer holds, by its digits or by the hex of its link; throws when it cannot start a session. */
	open(shortKeyOrAk: string): SessionKey {
		const key =
			this.keys.get(shortKeyOrAk) ?? this.all().find(({ ak }) => ak === shortKeyOrAk.toLowerCase());
		if (!key) throw new Refusal('This session key does not exist.');
		if (key.lsid === undefined && key.expires <= unixNow()) {
			throw new Refusal('This session key has expired.');
		}
		return key;
	}

	/** Seven digits; every third begins with a zero, so that nobody gets away with reading them as numbers. */
	private freshShortKey(): string {
		const digits =
			this.keys.size % 3 === 1
				? `0${randomInt(1_000_000).toString().padStart(6, '0')}`
				: `${randomInt(1_000_000, 10_000_000)}`;
		return this.keys.has(digits) ? this.freshShortKey() : digits;
	}
}
