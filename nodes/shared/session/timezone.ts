import { DateTime } from 'luxon';

import { InputError } from './errors';

/** The IANA name of a time zone, `UTC` for none. Throws InputError for a zone that nobody knows. */
export function checkedTimezone(name: string | undefined): string {
	const timezone = (name ?? '').trim() || 'UTC';
	if (DateTime.utc().setZone(timezone).isValid) return timezone;
	throw new InputError(
		`'${timezone.slice(0, 60)}' is not a time zone.`,
		'Use a name such as Europe/Berlin or America/New_York.',
		'Timezone',
	);
}
