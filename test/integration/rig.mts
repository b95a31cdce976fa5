import { startAppliance } from '../appliance/server.mts';
import type { Appliance } from '../appliance/server.mts';
import type { ApplianceOptions } from '../appliance/options.mts';
import { credentialStore } from './n8n.mts';
import type { ApiCredential } from './n8n.mts';

/** A simulated appliance for one file of tests: reset between tests, never throttling unless a test asks for it. */
export function applianceForTests(options: Partial<ApplianceOptions> = {}) {
	let appliance: Appliance;
	let account = 0;
	beforeAll(async () => {
		appliance = await startAppliance({ reportLag: 0, ...options });
	});
	afterAll(async () => {
		await appliance.close();
	});
	beforeEach(async () => {
		await appliance.control.reset();
	});
	return {
		get url() {
			return appliance.url;
		},
		get control() {
			return appliance.control;
		},
		/** A credential of an API account of its own, so that one test's pace and rejected secrets stay its own. */
		store(overrides: Partial<ApiCredential> = {}, permissions = {}) {
			account += 1;
			const clientId = `account-${account}`;
			const clientSecret = `secret-of-account-${account}`;
			appliance.control.addAccount({ clientId, clientSecret, permissions });
			return Object.assign(
				credentialStore({ host: appliance.url, clientId, clientSecret, ...overrides }),
				{
					clientId,
					clientSecret,
				},
			);
		},
		/** How often an action, report or path was asked for. */
		asked: (name: string) =>
			appliance.control.requests().filter((request) => request.name === name).length,
	};
}
