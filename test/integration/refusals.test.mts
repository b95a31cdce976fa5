import { startAppliance } from '../appliance/server.mts';
import { failureOf, pick, runNode } from './n8n.mts';
import { applianceForTests } from './rig.mts';

const appliance = applianceForTests();
const getTeams = { resource: 'team', operation: 'getAll', returnAll: true };
const generate = {
	resource: 'sessionKey',
	operation: 'generate',
	queueType: 'general',
	linkTo: 'none',
};

describe('What a JSON interface finds fault with', () => {
	const errors = { id: ['The id must be an integer.', 'It is too large.'], name: ['Too short.'] };
	const said =
		'The appliance refused: The given data was invalid. id: The id must be an integer. id: It is too large. name: Too short.';

	it('is told by the Command API v2, field by field', async () => {
		appliance.control.setOptions({ commandV2: true });
		appliance.control.fault({ kind: 'status', status: 422, errors, match: '/command/v2/team' });
		expect((await failureOf(pick('searchIssues', appliance.store()))).message).toBe(said);
	});

	it('is told by the Configuration API, field by field', async () => {
		appliance.control.fault({ kind: 'status', status: 422, errors, match: '/config/v1/user' });
		const parameters = { resource: 'user', operation: 'getAll' };
		const failure = await failureOf(runNode({ parameters, store: appliance.store() }));
		expect(failure.message).toBe(said);
	});
});

describe('A credential that would give its secret away', () => {
	it('is refused where its tokens come from another host, and that host is not asked', async () => {
		const other = await startAppliance();
		for (const accessTokenUrl of [
			`${other.url}/oauth2/token`,
			`${appliance.url.replace('http:', 'https:')}/oauth2/token`,
			`http://user@${new URL(other.url).host}/oauth2/token`,
			'no address',
		]) {
			const store = appliance.store({ accessTokenUrl });
			const failure = await failureOf(runNode({ parameters: getTeams, store }));
			expect(failure.message).toBe(
				"'Access Token URL': This credential gets its access token from a host other than the appliance.",
			);
			expect(failure.description).toMatch(/'Host' only/);
		}
		expect(other.control.requests()).toEqual([]);
		expect(appliance.control.requests()).toEqual([]);
		await other.close();
	});

	it.each(['x', 'fifteen letters'])(
		'is refused where its link secret is %j, which can be guessed',
		async (linkSecret) => {
			const store = appliance.store({ linkSecret });
			const failure = await failureOf(runNode({ parameters: generate, store }));
			expect(failure.message).toBe(
				"'Link Secret': The link secret of the credential is shorter than 16 characters.",
			);
			expect(failure.description).toBe(
				'Enter at least 16 random characters in the credential, or leave the field empty.',
			);
			expect(appliance.control.requests()).toEqual([]);
		},
	);

	it('is taken with a link secret of 16 characters', async () => {
		const store = appliance.store({ linkSecret: 'sixteen letters!' });
		expect(await runNode({ parameters: generate, store })).toHaveLength(1);
	});
});

describe('A template that is newer than the package', () => {
	it.each([
		['ledger', 'foretell', "operation 'foretell' of the resource 'ledger'"],
		['weather', 'getAll', "resource 'weather'"],
	])('is told so where it asks for %s: %s', async (resource, operation, what) => {
		const parameters = { resource, operation };
		const failure = await failureOf(runNode({ parameters, store: appliance.store() }));
		expect(failure.message).toBe(
			`'Operation': This version of the package n8n-nodes-beyondtrust has no ${what}.`,
		);
		expect(failure.description).toMatch(/newer than the package.*Update the package/);
	});
});
