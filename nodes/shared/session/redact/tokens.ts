import { hide, MARK } from './marks';
import type { Kind } from './marks';

const PRIVATE_KEYS = [
	/()(-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----[\s\S]*?(?:-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----|$))/g,
	/()(\bPrivate-Lines: \d{1,6}[\s\S]*?(?:Private-MAC: \S+|$))/g,
];

const TOKENS = [
	new RegExp(
		`\\b(authorization["']?\\s{0,3}[:=]\\s{0,3}["']?(?:(?:bearer|basic|digest|negotiate|token|apikey)\\s{1,3})?)(?!(?:bearer|basic|digest|negotiate|token|apikey)\\s)([^\\s"'${MARK}]+)`,
		'gi',
	),
	/\b(bearer\s{1,3})(?=[^\s\d]{0,80}\d)([A-Za-z0-9._~+/=-]{12,})/gi,
	new RegExp(`\\b(cookie["']?\\s{0,3}[:=]\\s{0,3})([^\\s=${MARK}]{1,80}=[^\\n]+)`, 'gi'),
	/(?<![\w-])()(eyJ[\w-]{8,}\.[\w-]{8,}(?:\.[\w-]*)?)/g,
	/(?<![\w-])()((?:AKIA|ASIA)[A-Z0-9]{16}|gh[pousr]_\w{20,}|github_pat_\w{20,}|glpat-[\w-]{16,}|xox[abeoprs]-[\w-]{10,}|sk-[\w-]{20,})(?![\w-])/g,
	/** `?access_token=…` */
	/([?&;](?:[a-z]{1,20}[_-])?(?:token|key|secret|password|sig|signature)=)([^\s&"'<>]{8,})/gi,
];

/** Eight groups of six digits unlock a drive that BitLocker encrypted. */
const RECOVERY_KEYS = /(?<![\d-])()(\d{6}(?:-\d{6}){7})(?![\d-])/g;

/** `https://user:password@host` */
const ADDRESSES = new RegExp(`(:\\/\\/[^\\s/:@]{1,100}:)([^\\s/@${MARK}]{1,200})(?=@)`, 'g');

const ALL: Array<[RegExp, Kind]> = [
	...PRIVATE_KEYS.map((form): [RegExp, Kind] => [form, 'private key']),
	...TOKENS.map((form): [RegExp, Kind] => [form, 'token']),
	[RECOVERY_KEYS, 'recovery key'],
	[ADDRESSES, 'password'],
];

/** Marks what machines use as passwords, and what is known by its own form. */
export const withoutTokens = (text: string): string =>
	ALL.reduce((rest, [form, kind]) => hide(rest, form, kind), text);
