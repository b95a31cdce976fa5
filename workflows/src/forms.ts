import type { NodeSpec } from './flow';
import { js } from './nodes';

/** A field of a form. `choices` makes it a list to choose from. */
export interface Field {
	name: string;
	label: string;
	hint?: string;
	required?: boolean;
	choices?: string[];
	/** What is chosen or filled in already. */
	given?: string;
	/** Left out: a text. A hidden field takes its value from the address only, and has no label. */
	type?: 'date' | 'hiddenField';
}

const typeOf = (type: string, typeVersion: number) => ({
	type: `n8n-nodes-base.${type}`,
	typeVersion,
});

const shown = ({ name, label, hint, required, choices, given, type }: Field) => ({
	fieldName: name,
	fieldLabel: label,
	...(hint ? { placeholder: hint } : {}),
	requiredField: required ?? false,
	...(given ? { defaultValue: given } : {}),
	...(choices
		? { fieldType: 'dropdown', fieldOptions: { values: choices.map((option) => ({ option })) } }
		: { fieldType: type ?? 'text' }),
});

/** A page with tables or long lines needs more room than n8n's own width. */
const WIDE = `:root { --container-width: min(860px, 94vw); }
.form-header p, .header p { text-align: left; line-height: 1.6; }
.multiselect-option { align-items: flex-start; padding: 4px 0; }
.multiselect-option label { text-align: left; line-height: 1.5; }
div.html { text-align: left; margin-bottom: 20px; }
div.html table { width: 100%; border-collapse: collapse; font-size: 13px; }
div.html th, div.html td { padding: 6px 8px 6px 0; border-bottom: 1px solid #dbdfe7; text-align: left; vertical-align: top; }
div.html ul { margin: 6px 0 6px 18px; }`;

/** A page that somebody walked away from does not wait for ever. */
const ANSWER_WITHIN = {
	limitWaitTime: true,
	limitType: 'afterTimeInterval',
	resumeAmount: 1,
	resumeUnit: 'hours',
};

/** The first page of a form, at an address that can be bookmarked: `/form/<path>`. Open to everybody who knows it. */
export const formTrigger = (
	name: string,
	page: { path: string; title: string; description: string; button: string; fields: Field[] },
): NodeSpec => ({
	name,
	...typeOf('formTrigger', 2.6),
	parameters: {
		authentication: 'none',
		formTitle: page.title,
		formDescription: page.description,
		formFields: { values: page.fields.map(shown) },
		responseMode: 'onReceived',
		options: { path: page.path, buttonLabel: page.button, appendAttribution: false },
	},
});

/**
 * A further page, whose fields are found out while the workflow runs. `fields` is an expression for them, as n8n's
 * fields in JSON; `title` and `description` are expressions, the description may hold mark-up.
 *
 * n8n puts the value of the expression into a text with String.replace, to which dollar signs mean something; so there
 * are none in it. After an hour without an answer the workflow goes on with an item that has no `submittedAt`.
 */
export const formPage = (
	name: string,
	page: { title: string; description: string; button: string; fields: string; wide?: boolean },
): NodeSpec => ({
	name,
	...typeOf('form', 2.5),
	parameters: {
		operation: 'page',
		defineForm: 'json',
		jsonOutput: js(`JSON.stringify(${page.fields}).replace(/[$]/g, '\\\\u0024')`),
		...ANSWER_WITHIN,
		options: {
			formTitle: js(page.title),
			formDescription: js(page.description),
			buttonLabel: page.button,
			...(page.wide ? { customCss: WIDE } : {}),
		},
	},
});

/** The last page. Both are expressions; the message may hold mark-up. */
export const formEnding = (
	name: string,
	title: string,
	message: string,
	wide = false,
): NodeSpec => ({
	name,
	...typeOf('form', 2.5),
	parameters: {
		operation: 'completion',
		respondWith: 'text',
		completionTitle: js(title),
		completionMessage: js(message),
		...ANSWER_WITHIN,
		options: { appendAttribution: false, ...(wide ? { customCss: WIDE } : {}) },
	},
});

/** Text for a place where mark-up counts. `code` is an expression for it. */
export const escaped = (code: string): string =>
	`String(${code} ?? '').replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')`;
