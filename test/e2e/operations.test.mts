import { begin, finish, n8n, TYPE } from './operations/rig.mts';
import { asTools } from './operations/tools.mts';
import { inWorkflows } from './operations/workflows.mts';

/** Operations on sessions, users, surveys, recordings and jump links: in a workflow, and as tools of an AI agent. */
beforeAll(begin, 240_000);

afterAll(finish);

describe('Every operation runs in n8n', inWorkflows);
describe('As a tool of an AI agent', asTools);

describe('The editor', () => {
	it('gets the output schema of an operation before its first run', async () => {
		const address = `${n8n.url}/schemas/${TYPE}/1.0.0/session/getAll.json`;
		const answer = await fetch(address, { headers: { cookie: n8n.api.cookie() } });
		expect(answer.status).toBe(200);
		expect(Object.keys(((await answer.json()) as { properties: object }).properties)).toContain(
			'transcript',
		);
	});
});
