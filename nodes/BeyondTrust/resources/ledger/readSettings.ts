import type { IExecuteFunctions } from 'n8n-workflow';

import { readSettings as read } from '../../../shared/ledger/settings';
import type { Operation } from '../../operation';
import { itemsOf } from './items';

const SAVED =
	'This workflow saves successful executions, and with them transcripts: n8n drops the setting against this when a template is imported by hand. Open its settings and choose Save successful production executions: Do not save.';

/**
 * Whether the workflow saves successful executions. Importing it in the editor drops its settings (n8n 2.41), so a template cannot bring this one
 * along. An n8n that does not tell them, such as 2.0, is not warned about.
 */
function isSaved(node: IExecuteFunctions): boolean {
	const settings = node.getWorkflowSettings?.();
	return settings !== undefined && settings.saveDataSuccessExecution !== 'none';
}

export const readSettings: Operation = {
	value: 'readSettings',
	name: 'Read Settings',
	action: 'Read the settings of the templates',
	description:
		'Turn the rows of the table beyondtrust_settings into one item of settings, with defaults for what is missing',
	properties: [],
	appliance: 'none',
	takes: 'all',
	isRule: true,
	async execute({ node }) {
		const settings = read(itemsOf(node));
		if (!isSaved(node)) return { ...settings };
		node.addExecutionHints?.({ message: SAVED, location: 'outputPane', type: 'warning' });
		return { ...settings, warning: SAVED };
	},
};
