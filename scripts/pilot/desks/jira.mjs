import { answered, confirmed, count, notSeen } from '../findings.mjs';

const keyOf = (number) => encodeURIComponent(number);
const issueOf = (desk, number) =>
	desk.json(`/rest/api/3/issue/${keyOf(number)}`, { fields: 'project' });

async function movedKey(desk) {
	const states = [];
	for (const number of desk.tickets) {
		const { status, body } = await issueOf(desk, number);
		if (status === 200 && body?.key !== number.toUpperCase()) {
			return confirmed('a ticket came under another key than it was asked for by');
		}
		states.push(status === 200 ? 'its own key' : `HTTP ${status}`);
	}
	const seen =
		states.length === 0 ? 'no ticket was named' : `the tickets named: ${states.join(', ')}`;
	return notSeen(seen);
}

async function plainProject(desk) {
	let [projects, comments, flags] = [0, 0, new Set()];
	for (const number of desk.tickets) {
		const { body: issue } = await issueOf(desk, number);
		const type = issue?.fields?.project?.projectTypeKey;
		if (type === undefined || type === 'service_desk') continue;
		projects += 1;
		const { body } = await desk.json(`/rest/api/3/issue/${keyOf(number)}/comment`);
		for (const { jsdPublic } of body?.comments ?? []) {
			comments += 1;
			flags.add(String(jsdPublic));
		}
	}
	if (projects === 0) return notSeen('no ticket of a project that is no service desk was named');
	if (comments === 0) return notSeen('it has no comments');
	return answered(
		`jsdPublic is ${[...flags].sort().join(' or ')} in ${count(comments, 'comment')}`,
	);
}

export const jira = {
	name: 'Jira Service Management',
	area: 'jira',
	login: { kind: 'basic', user: 'the email address of the account', secret: 'the API token' },
	ticketPath: (number) => `/rest/api/3/issue/${keyOf(number)}`,
	ticketIn: (body) => body?.fields,
	questions: [
		{
			id: 'jira.moved-key',
			ask: movedKey,
			see: 'name a ticket by the key that it had before it was moved to another project: --ticket OLD-1',
		},
		{
			id: 'jira.plain-project',
			ask: plainProject,
			see: 'name a ticket of a project that is no service desk and has comments: --ticket DEV-1',
		},
		{
			id: 'jira.work-logs',
			see: 'log work on a test request by hand without a start, then look at the request in the portal as a customer: no work log may be seen there',
		},
		{
			id: 'jira.counted-length',
			see: 'paste a comment of 32,000 characters with much formatting into a test ticket by hand',
		},
		{
			id: 'jira.retries',
			see: 'switch n8n off, open a ticket, switch it on after some minutes, and note when the call of the webhook came',
		},
	],
};
