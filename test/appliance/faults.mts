import { html, json, type Answer, type Call } from './wire.mts';

export type FaultKind =
	/** The connection is reset before the request is looked at. */
	| 'reset'
	/** The request takes effect, then the connection is reset. */
	| 'resetAfter'
	/** An answer with `status` (and `retryAfter` seconds) instead of the real one. */
	| 'status'
	/** The real answer, `ms` later. */
	| 'delay'
	/** The XML ends in the middle, the HTTP answer ends properly. */
	| 'truncate'
	/** The connection breaks in the middle of the answer. */
	| 'cut'
	| 'doctype'
	| 'billionLaughs'
	/** An HTML login page with status 200 instead of XML. */
	| 'html'
	/** The page of a proxy or firewall with `status` (403 without it) instead of the real answer. */
	| 'proxy'
	/** A JSON error with status 200 where XML is expected. */
	| 'json';

export interface FaultRule {
	kind: FaultKind;
	/** How many requests it meets; 1 without it, 0 for every request until it is cleared. */
	times?: number;
	/** Only requests whose "METHOD /path?all=parameters" contains this text. */
	match?: string;
	status?: number;
	/** With `status`: the fields that a JSON interface finds fault with, as its 422 names them (reference, 3.1). */
	errors?: Record<string, string[]>;
	retryAfter?: number;
	ms?: number;
}

/** `reset` breaks every API connection; `refused` closes the port itself. */
export type OfflineMode = 'unavailable' | 'reset' | 'refused';

const laughs = Array.from(
	{ length: 9 },
	(_, level) => `<!ENTITY lol${level + 1} "${`&lol${level};`.repeat(10)}">`,
).join('\n');

const loginPage = `<!DOCTYPE html>
<html><head><title>Remote Support | Login</title></head>
<body><form method="post" action="/login"><input name="login[username]"><input type="password" name="login[password]"></form></body></html>
`;

/** The text of an answer, whatever it was made of. */
function textOf({ body }: Answer): string {
	if (typeof body === 'string') return body;
	return Buffer.isBuffer(body) ? body.toString('latin1') : [...body].join('');
}

const withText = (answer: Answer, text: string): Answer => ({ ...answer, body: text });

const afterProlog = (text: string, insert: string): string =>
	text.replace(/^<\?xml[^>]*\?>\n/, (prolog) => `${prolog}${insert}\n`);

const hasXml = ({ type }: Answer): boolean => type.startsWith('text/xml');

const spoilers: Partial<Record<FaultKind, (answer: Answer) => Answer>> = {
	truncate: (answer) => {
		const text = textOf(answer);
		return withText(answer, text.slice(0, Math.floor(text.length / 2)));
	},
	doctype: (answer) =>
		withText(
			answer,
			afterProlog(textOf(answer), '<!DOCTYPE answer SYSTEM "http://127.0.0.1:9/x">'),
		),
	billionLaughs: (answer) => {
		const declared = `<!DOCTYPE answer [\n<!ENTITY lol0 "lol">\n${laughs}\n]>`;
		const text = afterProlog(textOf(answer), declared);
		return withText(
			answer,
			text.replace(/<\/[\w]+>\s*$/, (end) => `&lol9;${end}`),
		);
	},
	html: () => html(200, loginPage),
	json: () => json(200, { error: 'server_error', message: 'The server met an unexpected error.' }),
};

/** What goes wrong on purpose, and for how many more requests. */
export class Faults {
	offline: OfflineMode | null = null;
	/** Milliseconds before every answer. */
	slow = 0;
	private rules: Array<FaultRule & { left: number }> = [];

	add(rule: FaultRule): void {
		const times = rule.times ?? 1;
		this.rules.push({ ...rule, left: times === 0 ? Infinity : times });
	}

	clear(): void {
		this.rules = [];
		this.slow = 0;
		this.offline = null;
	}

	pending(): FaultRule[] {
		return this.rules.map(({ left, ...rule }) => ({
			...rule,
			times: left === Infinity ? 0 : left,
		}));
	}

	/** Takes the rule that meets this request, if any, and uses up one of its times. */
	take(call: Call): FaultRule | null {
		const text = `${call.method} ${call.path}?${call.params.toString()}`;
		const rule = this.rules.find(({ match }) => match === undefined || text.includes(match));
		if (!rule) return null;
		if (--rule.left <= 0) this.rules = this.rules.filter((other) => other !== rule);
		return rule;
	}
}

/** The answer that a `status` or `proxy` rule gives instead of the real one. */
export function faultAnswer({ kind, status, retryAfter, errors }: FaultRule): Answer {
	if (kind === 'proxy') {
		const text =
			'<html><head><title>Blocked</title></head><body>Request blocked by SSL inspection (TIMEOUT). Support ID 123</body></html>';
		return { ...html(status ?? 403, text), type: 'text/html' };
	}
	if (errors) return json(status ?? 422, { message: 'The given data was invalid.', errors });
	return statusAnswer(status ?? 503, retryAfter);
}

function statusAnswer(status: number, retryAfter?: number): Answer {
	const headers = retryAfter === undefined ? undefined : { 'Retry-After': `${retryAfter}` };
	return {
		// Of the appliance's own refusals none is a web page; who answers 5xx may be anybody.
		...(status >= 500
			? html(status, `<html><body><h1>${status}</h1></body></html>\n`)
			: { status, type: 'text/plain', body: `${status}\n` }),
		...(headers && { headers }),
	};
}

/** Spoils a real answer; JSON answers are left alone by the rules that are about XML. */
export function spoil(answer: Answer, rule: FaultRule | null): Answer {
	const spoiler = rule && spoilers[rule.kind];
	return spoiler && hasXml(answer) ? spoiler(answer) : answer;
}
