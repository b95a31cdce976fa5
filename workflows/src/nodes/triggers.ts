import type { NodeSpec } from '../spec';
import { builtIn } from './builtIn';

export const manualTrigger = (name: string): NodeSpec => ({
	name,
	...builtIn('manualTrigger', 1),
	parameters: {},
});

/** Once a day, at an hour of n8n's own time zone. */
export const dailyTrigger = (name: string, hour: number): NodeSpec => ({
	name,
	...builtIn('scheduleTrigger', 1.2),
	parameters: { rule: { interval: [{ field: 'days', triggerAtHour: hour }] } },
});

/** Begins again and again. `minutes`: the pause in between. */
export const everyMinutes = (name: string, minutes: number): NodeSpec => ({
	name,
	...builtIn('scheduleTrigger', 1.2),
	parameters: { rule: { interval: [{ field: 'minutes', minutesInterval: minutes }] } },
});

/** Where another workflow calls this one; what it hands over comes as it is. */
export const calledTrigger = (name: string): NodeSpec => ({
	name,
	...builtIn('executeWorkflowTrigger', 1.1),
	parameters: { inputSource: 'passthrough' },
});

/**
 * A call from outside that anybody can make: what proves that it is authentic, a later node reads. n8n answers before the workflow runs. The
 * bytes that were sent come as the file `data`, because they may be signed.
 */
export const webhookTrigger = (name: string, path: string): NodeSpec => ({
	name,
	...builtIn('webhook', 2),
	parameters: {
		httpMethod: 'POST',
		path,
		responseMode: 'onReceived',
		options: { rawBody: true },
	},
});
