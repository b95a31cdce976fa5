/** A node before it has an id and a place. `outputs` names its outputs in order; without it there is one. */
export interface NodeSpec {
	name: string;
	type: string;
	typeVersion: number;
	parameters: Record<string, unknown>;
	outputs?: string[];
	/** What n8n keeps beside the parameters: onError, retryOnFail, executeOnce, alwaysOutputData, ... */
	settings?: Record<string, unknown>;
	/** The text under the node on the canvas. */
	remark?: string;
}

export interface Wire {
	from: string;
	output: number;
	to: string;
}
