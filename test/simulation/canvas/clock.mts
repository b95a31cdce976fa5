const KEPT = [
	'hrtime',
	'nextTick',
	'performance',
	'queueMicrotask',
	'setImmediate',
	'clearImmediate',
	'setInterval',
	'clearInterval',
	'setTimeout',
	'clearTimeout',
] as const;

/** Times are the schedule's; timers stay real, because n8n's engine uses them between its own steps. */
export const useScheduledClock = () => jest.useFakeTimers({ doNotFake: [...KEPT] });
