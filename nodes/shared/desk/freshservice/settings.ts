import type { DeskSettings } from '../desk';
import { type Fields, fieldsOf } from '../json';
import { baseOf } from '../request';
import { lineOf, textOf } from '../../session/value';

/** What a person has set in the desk workflow for Freshservice, besides address and name. Numbers may come as text. */
export interface FreshserviceSettings extends DeskSettings {
	/** The one workspace whose tickets are listed and in which tickets are opened; empty: all are listed, and the desk's primary one gets the new ones. */
	workspace: string;
	/** What `workspace_id` of a list means all workspaces with; empty: nothing is sent. */
	allWorkspaces: string;
	/** Numbers of a tenant's own statuses that count as closed besides 4 and 5, with commas between them. */
	closedStatuses: string;
	/** Where a ticket is seen, behind the address; the number is put behind it. */
	ticketPage: string;
	/** JSON: fields that a tenant wants of each new ticket. */
	newTicketFields: string;
	/** JSON: fields that a tenant wants of a ticket that is resolved or closed. */
	closingFields: string;
}

const numberIn = (value: unknown): string => /^\d{1,18}$/.exec(lineOf(value))?.[0] ?? '';

/**
 * The workspace of a list. Without it only the primary one is shown. UNSURE [freshservice.all-workspaces] which value means all: clients send 0, a page of the vendor's
 * documentation says 1; so it is a setting.
 */
export function listedWorkspace(settings: FreshserviceSettings): Record<string, string> {
	const value = numberIn(settings.workspace) || numberIn(settings.allWorkspaces);
	return value === '' ? {} : { workspace_id: value };
}

/** The workspace of new tickets; `null`: the desk's own choice. */
export const ownWorkspace = ({ workspace }: FreshserviceSettings): number | null =>
	Number(numberIn(workspace)) || null;

/** Resolved and closed of every tenant, and a tenant's own. */
export function isClosed(settings: FreshserviceSettings, status: number): boolean {
	const own =
		textOf(settings.closedStatuses)
			.slice(0, 500)
			.match(/\d{1,9}/g) ?? [];
	return [RESOLVED, CLOSED, ...own.map(Number)].includes(status);
}

export const OPEN = 2;
export const PENDING = 3;
export const RESOLVED = 4;
export const CLOSED = 5;

/** The page of a ticket for people. Older tenants have `/helpdesk/tickets/`. */
export function pageOf(settings: FreshserviceSettings, id: string): string {
	const page = lineOf(settings.ticketPage, 100);
	return `${baseOf(settings) ?? ''}${page.startsWith('/') ? page : '/a/tickets/'}${id}`;
}

/** The fields that a setting holds; `null` where it is no JSON object. */
export function fieldsIn(setting: unknown): Fields | null {
	const text = textOf(setting).trim();
	if (text === '') return {};
	try {
		const value = JSON.parse(text) as unknown;
		const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
		return isObject ? fieldsOf(value) : null;
	} catch {
		return null;
	}
}
