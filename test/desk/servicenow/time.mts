/** A moment as it is stored: UTC, without a mark. */
export const stored = (at: Date): string => at.toISOString().slice(0, 19).replace('T', ' ');

export const momentOf = (text: string): number => Date.parse(`${text.replace(' ', 'T')}Z`);

/** The same in the zone of the account, as people see it. */
export const shown = (text: string, zone: number): string =>
	stored(new Date(momentOf(text) + zone * 3_600_000));

export const isoOf = (text: string): string => new Date(momentOf(text)).toISOString();
