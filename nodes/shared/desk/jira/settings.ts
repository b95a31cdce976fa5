import type { DeskSettings } from '../desk';
import { baseOf } from '../request';
import { lineOf, textOf } from '../../session/value';

/** What a person has set in the desk workflow for Jira, besides address and name. */
export interface JiraSettings extends DeskSettings {
	/** Where people open Jira; the address of the API is another one where a token has scopes. */
	site: string;
	/** Keys of the projects whose tickets are listed, with commas between them; empty: all that the account may see. */
	projects: string;
	/** Keys of projects that are no service desk and that no customer can see, so that every comment there is internal. */
	internalProjects: string;
	/** The custom field 'Organizations', such as `customfield_10002`. */
	organizationsField: string;
	/** Numbers of the service desk and of the request type of a ticket that is opened here. */
	serviceDeskId: string;
	requestTypeId: string;
	/** The resolution that a ticket is closed with, where its workflow wants one. */
	resolution: string;
}

/** Keys that somebody typed into a field, in capitals; what cannot be a key is left out. */
export const keysIn = (typed: unknown): string[] => [
	...new Set(
		lineOf(typed, 2000)
			.toUpperCase()
			.split(/[\s,;]+/)
			.filter((key) => /^[A-Z][A-Z0-9_]{0,19}$/.test(key)),
	),
];

/** The page of a ticket for people. */
export const pageOf = (settings: JiraSettings, key: string): string =>
	`${baseOf({ ...settings, address: settings.site }) ?? baseOf(settings) ?? ''}/browse/${key}`;

/** The custom field that holds a customer's organizations; `null` where none is set. */
export const organizationsOf = ({ organizationsField }: JiraSettings): string | null =>
	/^customfield_[0-9]{1,10}$/.exec(textOf(organizationsField).trim())?.[0] ?? null;

/** A number as somebody typed it into a field; `null` where it is none. */
export const numberSet = (typed: unknown): string | null =>
	/^[0-9]{1,12}$/.exec(textOf(typed).trim())?.[0] ?? null;
