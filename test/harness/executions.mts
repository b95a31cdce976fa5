import { eventually, type Rest } from './rest.mts';

export type Json = Record<string, unknown>;

/** An item as an execution stores it. */
export interface Item {
	json: Json;
	binary?: Record<string, Json>;
	pairedItem?: unknown;
	error?: unknown;
}

export interface ExecutionError {
	message: string;
	description?: string | null;
	name?: string;
	/** The node that failed. */
	node?: { name: string };
}

interface NodeRun {
	startTime: number;
	executionTime: number;
	executionStatus?: string;
	error?: ExecutionError;
	data?: { main?: Array<Item[] | null> };
}

export interface ExecutionSummary {
	id: string;
	workflowId: string;
	mode: string;
	status: string;
	startedAt: string | null;
	stoppedAt: string | null;
}

export interface Execution extends ExecutionSummary {
	data: {
		resultData: {
			runData: Record<string, NodeRun[]>;
			lastNodeExecuted?: string;
			error?: ExecutionError;
		};
	};
}

/**
 * Undoes the format n8n stores executions in: one array, where a string inside an object or list is the index of the
 * value that belongs there, so that shared and circular values survive.
 */
export function unflatten(text: string): unknown {
	const table = JSON.parse(text) as unknown[];
	const made = new Map<number, unknown>();
	const valueAt = (index: number): unknown => {
		const raw = table[index];
		if (typeof raw !== 'object' || raw === null) return raw;
		if (made.has(index)) return made.get(index);
		const value: Json | unknown[] = Array.isArray(raw) ? [] : {};
		made.set(index, value);
		for (const [key, entry] of Object.entries(raw)) {
			(value as Json)[key] = typeof entry === 'string' ? valueAt(Number(entry)) : entry;
		}
		return value;
	};
	return valueAt(0);
}

/** Items a node passed on in its last run, by default through its first output; empty when it did not run. */
export function itemsOf(execution: Execution, node: string, output = 0): Item[] {
	return execution.data.resultData.runData[node]?.at(-1)?.data?.main?.[output] ?? [];
}

/** The error that ended an execution, or that one of its nodes reported; undefined when there was none. */
export function errorOf(execution: Execution, node?: string): ExecutionError | undefined {
	if (node) return execution.data.resultData.runData[node]?.at(-1)?.error;
	return execution.data.resultData.error;
}

const finished = new Set(['success', 'error', 'canceled', 'crashed']);

export function executionCalls(rest: Rest) {
	/** The latest executions, newest first. */
	async function listExecutions(
		filter: { workflowId?: string; status?: string[]; mode?: string } = {},
		limit = 100,
	): Promise<ExecutionSummary[]> {
		const query = new URLSearchParams({
			filter: JSON.stringify(filter),
			limit: String(limit),
		});
		const page = await rest<{ results: ExecutionSummary[] }>('GET', `/rest/executions?${query}`);
		return page.results;
	}

	/** One execution with its data decoded. */
	async function getExecution(id: string): Promise<Execution> {
		const execution = await rest<Omit<Execution, 'data'> & { data: string }>(
			'GET',
			`/rest/executions/${id}`,
		);
		return { ...execution, data: unflatten(execution.data) as Execution['data'] };
	}

	/** Waits until an execution has ended. @param timeout milliseconds */
	async function waitForExecution(id: string, timeout = 60_000): Promise<Execution> {
		return await eventually(
			`execution ${id} end`,
			async () => {
				const execution = await getExecution(id);
				// n8n 1 says that it has ended a moment before it has the data.
				return finished.has(execution.status) && execution.data ? execution : undefined;
			},
			{ timeout },
		);
	}

	/** Waits until a workflow has at least `count` ended executions. @returns them, oldest first, decoded */
	async function waitForExecutions(
		workflowId: string,
		count = 1,
		timeout = 60_000,
	): Promise<Execution[]> {
		const ended = await eventually(
			`${count} executions of workflow ${workflowId}`,
			async () => {
				const all = await listExecutions({ workflowId });
				const done = all.filter(({ status }) => finished.has(status));
				return done.length >= count ? done : undefined;
			},
			{ timeout },
		);
		return await Promise.all(ended.reverse().map(({ id }) => getExecution(id)));
	}

	return { listExecutions, getExecution, waitForExecution, waitForExecutions };
}
