import { randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { Chances } from '../random.mts';
import { TOKEN } from '../rig.mts';

/** A request of an outsider, or of somebody who knows the token. */
export interface Forgery {
	kind: string;
	url: string;
	headers: Record<string, string>;
	body: string | Buffer;
	/** Milliseconds that pass in the middle of the body; negative: it never comes to its end. */
	slow?: number;
	/** Whether it brings the right token. */
	trusted: boolean;
	/** Whether it starts an execution: it brings the right token and an event that is wanted, or cannot be read. */
	starts: boolean;
}

/** Occurs in everything that outsiders send, and must occur in nothing that n8n logs. */
export const MARK = 'outsider7f3a';

/** The ticket that all forged events name. */
export const FORGED_TICKET = 1206;

/** An event of the appliance that the route does not want. */
const ANOTHER_KIND = 'different kind of event';

const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
const lsid = () => randomBytes(16).toString('hex');

const event = (fields: Record<string, string> = {}) =>
	new URLSearchParams({
		event: 'support_conference_end',
		version: '1',
		timestamp: '1795359213',
		appliance_id: 'a0b1c2d3e4f5061728394a5b6c7d8e9f',
		lsid: lsid(),
		external_key: `ticket:halo:${FORGED_TICKET}`,
		word: MARK,
		...fields,
	}).toString();

const many = (count: number) => Array.from({ length: count }, (_, n) => `${MARK}_${n}=x`).join('&');
const long = (size: number) => `${event()}&long=${'a'.repeat(size)}`;

const WRONG_QUERIES = [
	'',
	'?token=',
	`?token=${TOKEN.slice(0, -1)}`,
	`?token=${TOKEN}x`,
	`?token=${TOKEN.toUpperCase()}`,
	`?token=${TOKEN}&token=${TOKEN}`,
	`?token[]=${TOKEN}`,
	`?token=${MARK.repeat(300)}`,
	`?Token=${TOKEN}`,
	`?token=${MARK}%0a%0dERROR%20${MARK}`,
];

/** The webhooks that forged requests go to, without a token. */
export interface Targets {
	/** What somebody with the right token sends, and one in twenty of the rest. */
	route: string;
	/** A workflow of the trigger alone, which costs n8n much less to load. */
	trigger: string;
}

type Body = Pick<Forgery, 'headers' | 'body' | 'slow'>;
const form = (body: string): Body => ({ headers: FORM, body });
const typed = (type: string, body: string): Body => ({ headers: { 'content-type': type }, body });

/** Bodies of every kind, which make no difference without the right token. */
const BODIES: Record<string, () => Body> = {
	event: () => form(event()),
	'1,500 fields': () => form(many(1500)),
	'deep JSON': () => typed('application/json', `${'{"event":'.repeat(500)}1${'}'.repeat(500)}`),
	'broken JSON': () => typed('application/json', `{"${MARK}`),
	'prototype JSON': () => typed('application/json', `{"__proto__":{"event":"${MARK}"}}`),
	XML: () => typed('text/xml', `<event><lsid>${MARK}</lsid></event>`),
	'XML entities': () =>
		typed('application/xml', `<!DOCTYPE a [<!ENTITY b "${MARK}">]><a>&b;&b;</a>`),
	multipart: () =>
		typed(
			'multipart/form-data; boundary=b',
			`--b\r\nContent-Disposition: form-data; name="lsid"\r\n\r\n${MARK}\r\n--b--\r\n`,
		),
	bytes: () => ({
		headers: { 'content-type': 'application/octet-stream' },
		body: randomBytes(2048),
	}),
	'no type': () => ({ headers: {}, body: event() }),
	empty: () => form(''),
};

const BIG_BODIES: Record<string, () => Body> = {
	'1 MB': () => form(long(1_000_000)),
	'1 MB of JSON': () =>
		typed('application/json', JSON.stringify({ [MARK]: 'a'.repeat(1_000_000) })),
	'20 MB': () => form(long(20_000_000)),
	'20 MB, packed': () => ({
		headers: { ...FORM, 'content-encoding': 'gzip' },
		body: gzipSync(long(20_000_000)),
	}),
};

const SLOW_BODIES: Record<string, () => Body> = {
	'slow body': () => ({ ...form(event()), slow: 1500 }),
	'body without an end': () => ({ ...form(event()), slow: -1500 }),
};

/** What somebody can send who knows the token: unusable events, unknown sessions, and `replayed` ones as they came. */
const insiders = (replayed: () => Record<string, string>): Record<string, () => Body> => {
	const known = (fields: Record<string, string> = {}) =>
		form(new URLSearchParams({ ...replayed(), ...fields }).toString());
	return {
		'unknown session': () => form(event()),
		'no session': () => form(event({ lsid: MARK })),
		'1,500 fields': () => form(many(1500)),
		'a list': () => typed('application/json', `[["${MARK}"],5,null]`),
		'1 MB': () => form(long(1_000_000)),
		[ANOTHER_KIND]: () => form(event({ event: 'support_conference_begin' })),
		replay: () => known(),
		'replay for another ticket': () =>
			known({ external_key: `ticket:halo:${FORGED_TICKET}`, timestamp: '5' }),
	};
};

/**
 * So many forged requests, made one by one as they are needed.
 *
 * @param replayed a real event that was delivered before
 */
export function* forgeries(
	count: number,
	chances: Chances,
	targets: Targets,
	replayed: () => Record<string, string>,
): Generator<Forgery> {
	const trusted = insiders(replayed);
	for (let left = count; left > 0; left--) {
		if (chances.onceIn(90)) {
			const kind = chances.pick(Object.keys(trusted));
			const url = `${targets.route}?token=${TOKEN}`;
			const starts = kind !== ANOTHER_KIND;
			yield { kind, url, ...trusted[kind](), trusted: true, starts };
		} else {
			const bodies = chances.onceIn(50) ? chances.pick([BIG_BODIES, SLOW_BODIES]) : BODIES;
			const kind = chances.pick(Object.keys(bodies));
			const target = chances.onceIn(20) ? targets.route : targets.trigger;
			const url = `${target}${chances.pick(WRONG_QUERIES)}`;
			yield { kind, url, ...bodies[kind](), trusted: false, starts: false };
		}
	}
}
