/** The nodes that canvases are made of: n8n's own by what they are for, and those of this package. */
export { builtIn } from './builtIn';
export { ask, callWorkflow, sendEmail, workflow } from './calls';
export { goingOn, object, values } from './data';
export { itemOf, js } from './expression';
export { beyondTrust, beyondTrustList, rule, sessionTrigger } from './own';
export {
	calledTrigger,
	dailyTrigger,
	everyMinutes,
	manualTrigger,
	webhookTrigger,
} from './triggers';
export {
	type Comparison,
	loop,
	nothing,
	onlyWhen,
	stop,
	switchBy,
	switchOn,
	waitFor,
	when,
} from './ways';
