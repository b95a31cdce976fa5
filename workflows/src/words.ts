/** Sentences that stand in the notes of many templates, each known in one place. */

import { N8N_FOR_TEMPLATES, PACKAGE } from './needs';

/** The end of the note about a workflow. */
export const NEEDS = `Needs this package ${PACKAGE} and n8n ${N8N_FOR_TEMPLATES} or newer.`;

/** A step of setting up: what a run was given and gave is not for everybody who may read executions. */
export const SAVE_NOTHING =
	'Workflow settings: *Save successful production executions* = *Do not save*.';

/** Why that step is one; without its full stop, because some go on. */
export const DROPPED = 'n8n drops this when a template is imported by hand';
