import { InputError } from '../errors';
import { markerFor } from '../link';
import type { NOT_IN_SUMMARY } from '../model';
import { checkedTimezone } from '../timezone';

/** The parts of a note, in their order. */
export const NOTE_SECTIONS = [
	'header',
	'chat',
	'notes',
	'files',
	'systemInformation',
	'surveys',
	'links',
] as const;

export type NoteSection = (typeof NOTE_SECTIONS)[number];

/** What customers may read; everything else is for colleagues. */
const FOR_CUSTOMERS: readonly NoteSection[] = ['header', 'chat', 'files'];

/** Where a session holds what these sections tell; the details Summary leave them out. */
const FETCHED_IN: Array<[NoteSection, (typeof NOT_IN_SUMMARY)[number]]> = [
	['chat', 'transcript'],
	['notes', 'notes'],
	['files', 'files'],
	['systemInformation', 'systemInformation'],
];

/** The sections of which a session that was handed over says nothing, not even that there was nothing. */
export function sectionsNotFetched(session: unknown): NoteSection[] {
	if (typeof session !== 'object' || session === null) return [];
	return FETCHED_IN.filter(([, field]) => !(field in session)).map(([section]) => section);
}

/** Room for the marker and the sentence that tells of the cut. */
export const SHORTEST_NOTE = 200;

export interface NoteOptions {
	/** `internal` (default): everything. `customer`: public names only, no addresses, no system information. */
	audience?: 'internal' | 'customer';
	/** Names of {@link NOTE_SECTIONS}; without any, all that the audience may read. */
	sections?: string[];
	/** Default true. */
	redact?: boolean;
	/** More patterns to redact. */
	redactPatterns?: RegExp[];
	/** Characters (UTF-16 units) that the body may have; 0 or nothing for no limit. */
	maxLength?: number;
	/** IANA name; default `UTC`. */
	timezone?: string;
	/** Parts that the session came without, see {@link sectionsNotFetched}; the note says so. */
	notFetched?: NoteSection[];
	/** Key that signs the marker; without one the note has none. */
	linkKey?: string | null;
}

/** The options with their defaults in place. */
export interface NoteSettings {
	forCustomer: boolean;
	sections: ReadonlySet<NoteSection>;
	redact: boolean;
	redactPatterns: RegExp[];
	/** Infinity where there is no limit. */
	maxLength: number;
	timezone: string;
	/** Of the sections asked for. */
	notFetched: NoteSection[];
	marker: string | null;
}

function sectionsFrom(names: string[] | undefined, forCustomer: boolean): ReadonlySet<NoteSection> {
	const allowed = forCustomer ? FOR_CUSTOMERS : NOTE_SECTIONS;
	if (!names || names.length === 0) return new Set(allowed);
	for (const name of names) {
		if (!NOTE_SECTIONS.includes(name as NoteSection)) {
			throw new InputError(
				`A note has no section '${String(name).slice(0, 40)}'.`,
				`Choose from: ${NOTE_SECTIONS.join(', ')}`,
				'Sections',
			);
		}
	}
	return new Set(allowed.filter((section) => names.includes(section)));
}

function maxLengthFrom(length: number | undefined, shortest: number): number {
	if (length === undefined || length === null || length === 0) return Infinity;
	if (typeof length === 'number' && length >= shortest) return Math.floor(length);
	throw new InputError(
		'The maximum length is too short for a note.',
		`Use at least ${shortest} characters, or 0 for no limit.`,
		'Max Length',
	);
}

/** Throws InputError naming the option that does not fit. `shortest`: the least `maxLength` of the format. */
export function settingsFrom(
	sessionId: string,
	options: NoteOptions,
	shortest = SHORTEST_NOTE,
): NoteSettings {
	const { audience = 'internal' } = options;
	if (audience !== 'internal' && audience !== 'customer') {
		throw new InputError(
			`A note is for 'internal' or 'customer', not for '${String(audience).slice(0, 40)}'.`,
			'',
			'Audience',
		);
	}
	const forCustomer = audience === 'customer';
	const sections = sectionsFrom(options.sections, forCustomer);
	return {
		forCustomer,
		sections,
		notFetched: (options.notFetched ?? []).filter((section) => sections.has(section)),
		redact: options.redact ?? true,
		redactPatterns: options.redactPatterns ?? [],
		maxLength: maxLengthFrom(options.maxLength, shortest),
		timezone: checkedTimezone(options.timezone),
		marker: options.linkKey ? markerFor(sessionId, options.linkKey) : null,
	};
}
