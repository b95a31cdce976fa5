import { eventually } from '../../harness/api.mts';

/** A page of a form as it was answered, and what a person can do on it. */
export interface Page {
	html: string;
	/** What there is to read, without mark-up. */
	text: string;
	/** Choices of its first list. */
	choices: string[];
	/** What there is to tick. */
	boxes: string[];
	/** Where the execution waits for this page. */
	url: string;
	/** The choice that is made already, if any. */
	selected: string | null;
	/** Fills in the fields in their order and waits for the next page. */
	submit(...values: string[]): Promise<Page>;
}

const decoded = (html: string) =>
	html
		.replace(/&lt;/g, '<')
		.replace(/&gt;/g, '>')
		.replace(/&quot;/g, '"')
		.replace(/&#x27;|&#39;/g, "'")
		.replace(/&#x3D;/g, '=')
		.replace(/&amp;/g, '&');

const textOf = (html: string) =>
	decoded(
		html
			.replace(/<(script|style|head)[\s\S]*?<\/\1>/g, ' ')
			.replace(/<[^>]*>/g, ' ')
			.replace(/\s+/g, ' '),
	).trim();

/** Fills in the fields in their order, as a browser does. */
export const multipart = (values: string[]) => {
	const body = new FormData();
	values.forEach((value, index) => body.append(`field-${index}`, value));
	return body;
};

const statusUrl = (waiting: string) => {
	const url = new URL(waiting);
	url.pathname += '/n8n-execution-status';
	return url;
};

/** Waits as the page's own script does, until the execution waits at its next page. */
async function nextPage(waiting: string): Promise<Page> {
	await eventually(
		'the next page',
		async () => {
			const status = (await (await fetch(statusUrl(waiting))).text()).trim();
			if (['error', 'crashed', 'canceled'].includes(status)) {
				throw new Error(`The execution of the form ended: ${status}`);
			}
			return status === 'form-waiting' ? true : undefined;
		},
		{ timeout: 60_000, pause: 150 },
	);
	const html = await (await fetch(waiting)).text();
	const choices = [...html.matchAll(/<option value='([^']+)'/g)].map(([, value]) => decoded(value));
	const boxes = [...html.matchAll(/class='multiselect-checkbox' id='[^']+' value='([^']+)'/g)];
	const [, selected] = /<option value='([^']+)' selected/.exec(html) ?? [];
	return {
		html,
		text: textOf(html),
		choices,
		boxes: boxes.map(([, value]) => decoded(value)),
		url: waiting,
		selected: selected === undefined ? null : decoded(selected),
		async submit(...values) {
			await fetch(waiting, { method: 'POST', body: multipart(values) });
			return await nextPage(waiting);
		},
	};
}

/** Ends the last page as a browser does that shows it: the execution comes to its end. */
export async function submitForm(url: string, values: string[]): Promise<Page> {
	const response = await fetch(url, { method: 'POST', body: multipart(values) });
	const { formWaitingUrl } = (await response.json()) as { formWaitingUrl: string };
	return await nextPage(formWaitingUrl);
}
