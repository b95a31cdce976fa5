import type { Session } from '../model';
import type { Fact } from './document';
import type { Names } from './names';
import type { NoteSettings } from './options';
import type { Clock, Writer } from './values';

/** What every section of a note is made from. */
export interface Context extends Writer {
	session: Session;
	settings: NoteSettings;
	names: Names;
	clock: Clock;
}

/** Labels and values, without those that say nothing. */
export const facts = (pairs: Array<[string, string]>): Fact[] =>
	pairs.filter(([, value]) => value !== '').map(([name, value]) => ({ label: name, value }));
