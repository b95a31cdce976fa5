import { builtIn } from './nodes';
import type { NodeSpec } from './spec';

/** A field of a form's first page. `choices` makes it a list to choose from. */
export interface Field {
	name: string;
	label: string;
	hint?: string;
	required?: boolean;
	choices?: string[];
	/** What is chosen already. */
	given?: string;
	/** Left out: a text. A hidden field takes its value from the address only. */
	type?: 'date' | 'hiddenField';
}

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

/** A page that somebody walked away from does not wait for ever; n8n then goes on as if it had been sent. */
const WITHIN_AN_HOUR = {
	limitWaitTime: true,
	limitType: 'afterTimeInterval',
	resumeAmount: 1,
	resumeUnit: 'hours',
};

/** The first page of a form for users of this n8n, at an address that can be bookmarked: `/form/<path>`. */
export const loginForm = (
	name: string,
	page: { path: string; title: string; description: string; button: string; fields: Field[] },
): NodeSpec => ({
	name,
	...builtIn('formTrigger', 2.6),
	parameters: {
		authentication: 'n8nUserAuth',
		formTitle: page.title,
		formDescription: page.description,
		formFields: { values: page.fields.map(shown) },
		responseMode: 'onReceived',
		options: { path: page.path, buttonLabel: page.button, appendAttribution: false },
	},
});

/** A further page, as a rule has made it: the item at hand holds `title`, `description` (mark-up) and `fields` (JSON). */
export const madePage = (name: string, button: string): NodeSpec => ({
	name,
	...builtIn('form', 2.5),
	parameters: {
		operation: 'page',
		defineForm: 'json',
		jsonOutput: '={{ $json.fields }}',
		...WITHIN_AN_HOUR,
		options: {
			formTitle: '={{ $json.title }}',
			formDescription: '={{ $json.description }}',
			buttonLabel: button,
			customCss: WIDE,
		},
	},
});

/** The last page, made in the same way; `field` of the item at hand holds its text, which may hold mark-up. `css` is for this page only. */
export const madeEnding = (name: string, field = 'description', css = ''): NodeSpec => ({
	name,
	...builtIn('form', 2.5),
	parameters: {
		operation: 'completion',
		respondWith: 'text',
		completionTitle: '={{ $json.title }}',
		completionMessage: `={{ $json.${field} }}`,
		...WITHIN_AN_HOUR,
		options: { appendAttribution: false, customCss: WIDE + css },
	},
});
