import type { IDataObject, IExecuteFunctions, ILoadOptionsFunctions } from 'n8n-workflow';

import type { XmlElement } from '../session/report/element';

/** The part of n8n's contexts that a connection needs: the node's run and the editor's pickers both have it. */
export type RequestContext = Pick<
	IExecuteFunctions | ILoadOptionsFunctions,
	'getCredentials' | 'getNode' | 'helpers' | 'logger'
> &
	Partial<Pick<IExecuteFunctions, 'addExecutionHints'>>;

/** One call of an XML interface. */
export interface ApplianceCall {
	/** Path on the appliance, for instance `/api/command`. */
	path: string;
	/** Form fields; undefined ones are left out. */
	params: Record<string, string | undefined>;
	/** The permission it needs, in the words of /login, for the sentence about a missing one. */
	right: string;
	/** Whether it can be sent again when nobody knows whether it arrived. */
	repeatable: boolean;
	/** Until the answer begins, in milliseconds. */
	timeout?: number;
	/**
	 * Elements passed on one by one while the answer arrives, so that a long report needs little memory. `begin` is
	 * called before each attempt: what an attempt that broke off had passed on comes again.
	 */
	each?: { name: string; begin: () => void; take: (element: XmlElement) => void };
	/** Bytes of the answer that are read; for an answer whose elements are not kept. */
	maxBytes?: number;
}

/** One answer of a JSON interface. Names of headers are in lower-case letters. */
export interface JsonPage {
	body: unknown;
	headers: IDataObject;
}
