import { DateTime } from 'luxon';
import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { InputError } from '../../shared/session/errors';

/** Clocks of n8n and the appliance may differ by so much, in seconds. */
const CLOCK_SKEW = 300;

/** From and To. Both belong to the period. */
export const periodProperties: INodeProperties[] = [
	{
		displayName: 'From',
		name: 'from',
		type: 'dateTime',
		required: true,
		default: '',
		placeholder: 'e.g. 2026-02-03T00:00:00Z',
		description:
			'Start of the period, as an ISO 8601 date and time. Without an offset, the time zone of the workflow applies.',
	},
	{
		displayName: 'To',
		name: 'to',
		type: 'dateTime',
		default: '',
		placeholder: 'e.g. 2026-02-04T00:00:00Z',
		description: 'End of the period, as an ISO 8601 date and time. If empty, the period ends now.',
	},
];

const noTime = (field: string) =>
	new InputError(
		'This is not a date and time.',
		'Enter for example 2026-02-03T10:00:00Z, or use an expression such as {{ $now.minus(1, "day") }}.',
		field,
	);

/** Text in ISO 8601 or as databases write it; a number counts seconds, or milliseconds from 100,000,000,000 on. */
function timeFrom(value: unknown, zone: string): DateTime {
	if (DateTime.isDateTime(value)) return value;
	if (value instanceof Date) return DateTime.fromJSDate(value);
	const text = String(value).trim();
	if (/^\d{9,14}(\.\d+)?$/.test(text)) {
		const number = Number(text);
		return DateTime.fromMillis(number < 1e11 ? number * 1_000 : number);
	}
	const iso = DateTime.fromISO(text, { zone });
	return iso.isValid ? iso : DateTime.fromSQL(text, { zone });
}

function readTime(node: IExecuteFunctions, item: number, name: 'from' | 'to', field: string) {
	const value = node.getNodeParameter(name, item, '') as unknown;
	if (value === undefined || value === null || value === '') return null;
	const time = timeFrom(value, node.getTimezone());
	// What lies outside is a slip of the pen, and nothing an appliance has sessions of.
	if (!time.isValid || time.year < 1970 || time.year > 9999) throw noTime(field);
	return time.toSeconds();
}

/** The period of an item in seconds since 1970; `to` null means until now. Throws InputError. */
export function readPeriod(
	node: IExecuteFunctions,
	item: number,
): { from: number; to: number | null } {
	const from = readTime(node, item, 'from', 'From');
	if (from === null) {
		throw new InputError(
			'Nothing was entered.',
			'Enter the start of the period, for example {{ $now.minus(1, "day") }}.',
			'From',
		);
	}
	const to = readTime(node, item, 'to', 'To');
	if (to !== null && from > to) {
		throw new InputError(
			"It is later than 'To', so the period is empty.",
			"Swap 'From' and 'To'.",
			'From',
		);
	}
	if (from > Date.now() / 1_000 + CLOCK_SKEW) {
		throw new InputError(
			'It is in the future.',
			'Choose a time in the past. Also check the time zone of the workflow.',
			'From',
		);
	}
	return { from: Math.floor(from), to: to === null ? null : Math.ceil(to) };
}
