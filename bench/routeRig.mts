import { readFileSync } from 'node:fs';

import { LENIENT } from '../test/desk/halopsa/store.mts';
import { type HouseOptions, TOKEN } from '../test/e2e/house.mts';
import { RouteHouse } from '../test/e2e/routeHouse.mts';
import { formerTemplate } from './former.mts';
import { rival } from './rival.mts';

const rarely = { rule: { interval: [{ field: 'months', monthsInterval: 12 }] } };
/** Of the clock of /proc, on every Linux. */
const TICKS = 100;

/** The house of today, and in the same n8n the route as it was and the workflow that somebody makes by hand. */
export class BenchHouse extends RouteHouse {
	/** Where events go, with the token where one is checked. */
	former = '';
	byHand = '';

	override async start(options: HouseOptions = {}): Promise<void> {
		const appliance = { requestsPerHour: 1_000_000, ...options.appliance };
		await super.start({ ...options, appliance });
		// What came before was made for a desk that refuses less.
		this.desk.control.setSettings(LENIENT);
		this.former = await this.publishFormer();
		this.byHand = await this.publishByHand();
	}

	private async publishFormer(): Promise<string> {
		const { api } = this.n8n;
		const { credentials } = this;
		const setup = await api.importTemplate(await formerTemplate('setup.json'), { credentials });
		const { status } = await api.runWorkflow(setup.id);
		if (status !== 'success') throw new Error('The former set-up failed');
		const { id } = await api.importTemplate(await formerTemplate('route-sessions-halopsa.json'), {
			credentials,
			settings: { haloUrl: this.desk.url },
			// A sweep would take the sessions of the others for missing ones.
			parameters: { 'Every five minutes': rarely },
		});
		const [{ url }] = await api.publish(id);
		return `${url}?token=${TOKEN}`;
	}

	private async publishByHand(): Promise<string> {
		const { api } = this.n8n;
		const { url: applianceUrl, account } = this.appliance;
		const ofAppliance = await api.createCredential('oAuth2Api', 'appliance', {
			grantType: 'clientCredentials',
			accessTokenUrl: `${applianceUrl}/oauth2/token`,
			authentication: 'header',
			...account,
			scope: '',
		});
		const credentials = { appliance: ofAppliance, desk: this.credentials.oAuth2Api };
		const workflow = rival({ applianceUrl, deskUrl: this.desk.url, credentials });
		const { id } = await api.createWorkflow(workflow);
		const [{ url }] = await api.publish(id);
		return url;
	}

	/** Milliseconds of processor time that n8n has used; 0 where the system does not say. */
	processorTime(): number {
		try {
			const stat = readFileSync(`/proc/${this.n8n.pid}/stat`, 'utf8');
			const [user, system] = stat
				.slice(stat.lastIndexOf(')') + 2)
				.split(' ')
				.slice(11, 13);
			return ((Number(user) + Number(system)) / TICKS) * 1000;
		} catch {
			return 0;
		}
	}
}
