import { randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import path from 'node:path';
import type { Appliance } from '../../test/appliance/server.mts';
import type { SimulatedDesk } from '../../test/desk/chassis/desk.mts';
import { deskNamed, type KnownDesk } from '../../test/desk/desks.mts';
import type { Credential, Json, Owner } from '../../test/harness/api.mts';
import { type N8n, startN8n } from '../../test/harness/n8n.mts';
import { root } from '../../test/harness/prepared.mts';
import { freePort } from '../../test/harness/process.mts';
import type { MailServer } from '../../test/mail/server.mts';
import { type Say, type Shutdown, startServers } from './servers.mts';
import { importTemplates, type Published } from './templates.mts';

/** What the command line asked for; `options.mjs` reads it. */
export interface StartOptions {
	/** API account of a real appliance; undefined for the simulated one. */
	appliance?: { host: string; clientId: string; clientSecret: string };
	/** Name of the simulated desk. */
	desk: string;
	/** Wanted port of n8n. */
	port: number;
	/** End after showing what landed where. */
	exit: boolean;
}

/** Everything that `npm start` started. */
export interface Stack {
	n8n: N8n;
	desk: SimulatedDesk;
	known: KnownDesk;
	/** Undefined with a real appliance. */
	appliance?: Appliance;
	owner: Owner;
	apiCredential: Credential;
	/** What the outbound event of the appliance has to call, with its token. */
	eventUrl: string;
	/** Web forms of the templates. */
	forms: Published['forms'];
	logFile: string;
	/** The workflow that sweeps. */
	sweepId: string;
}

/** n8n asks for a capital and a digit, which random text need not hold. */
const newPassword = () => `Demo-1-${randomBytes(9).toString('base64url')}`;

/** Whoever logs in: a technician of the simulated appliance, so that the forms know them; somebody else at a real one. */
const newOwner = (isSimulated: boolean): Owner => ({
	...(isSimulated
		? { email: 'alex.morgan@example.com', firstName: 'Alex', lastName: 'Morgan' }
		: { email: 'demo@example.com', firstName: 'Demo', lastName: 'Owner' }),
	password: newPassword(),
});

/** In a temporary folder: below the repository, n8n's lint would go through the editor that n8n unpacks there. */
async function bootN8n(wantedPort: number, shutdown: Shutdown) {
	const port = await freePort(wantedPort);
	const logFile = path.join(root, `.build/n8n-${port}.log`);
	const log = createWriteStream(logFile);
	const n8n = await startN8n({
		port,
		env: { GENERIC_TIMEZONE: Intl.DateTimeFormat().resolvedOptions().timeZone },
		log: (line) => log.write(`${line}\n`),
	});
	shutdown.add(async () => {
		await n8n.close();
		log.end();
	});
	return { n8n, logFile };
}

async function createCredentials(
	{ api }: N8n,
	{ desk, mail }: { desk: SimulatedDesk; mail: MailServer },
	account: StartOptions['appliance'],
) {
	const token = randomBytes(24).toString('base64url');
	const apiCredential = await api.createCredential('beyondTrustOAuth2Api', 'BeyondTrust account', {
		...account,
	});
	const webhook = await api.createCredential('beyondTrustWebhookApi', 'BeyondTrust webhook', {
		token,
	});
	const { type, data } = desk.account;
	const ofDesk = await api.createCredential(type, desk.name, data as Json);
	const smtp = await api.createCredential('smtp', 'Mail', mail.account);
	// What a desk sends along when it tells of a new ticket; the simulated one tells of none.
	const calls = await api.createCredential('beyondTrustDeskWebhookApi', 'Calls of the desk', {
		secret: randomBytes(24).toString('base64url'),
	});
	return { token, apiCredential, ofDesk, credentials: [apiCredential, webhook, smtp, calls] };
}

/** Rows of beyondtrust_settings that a person would fill in. */
const SETTINGS = {
	digestRecipient: 'service-desk@example.com',
	reconcileRecipient: 'service-desk@example.com',
	inviteDomains: 'example.com',
};

/**
 * Boots n8n with the package, starts desk and (unless a real one is given) appliance, creates owner, credentials and
 * tables, imports and publishes every template.
 *
 * @param shutdown receives what ends each part, also when a later part fails
 * @param say receives a line on each step
 */
export async function startStack(
	options: StartOptions,
	shutdown: Shutdown,
	say: Say,
): Promise<Stack> {
	say('Starting n8n …');
	const known = deskNamed(options.desk);
	const servers = await startServers(known, !options.appliance, shutdown, say);
	const { desk, appliance } = servers;
	const { n8n, logFile } = await bootN8n(options.port, shutdown);
	say(
		`n8n answers after ${(n8n.bootTime / 1000).toFixed(0)} s. Creating owner, credentials, tables …`,
	);
	const owner = newOwner(Boolean(appliance));
	await n8n.api.setupOwner(owner);
	const account = appliance ? { host: appliance.url, ...appliance.account } : options.appliance;
	const { token, apiCredential, ofDesk, credentials } = await createCredentials(
		n8n,
		servers,
		account,
	);
	const { api } = n8n;
	const chosen = { template: known.template, settings: desk.settings, credential: ofDesk };
	const published = await importTemplates(api, credentials, SETTINGS, chosen, say);
	const { eventUrl: url, forms, sweepId } = published;
	if (appliance) {
		// The simulated appliance has such a team; at a real one, the operator chooses it in the table.
		await api.updateDataTableRows('beyondtrust_teams', { teamId: '2' }, { default: true });
	} else {
		const { email, firstName, lastName } = owner;
		const row = { displayName: `${firstName} ${lastName}`, email, enabled: true };
		await api.insertDataTableRows('beyondtrust_technicians', [row]);
	}
	const eventUrl = `${url}?token=${token}`;
	appliance?.control.setRecipients([eventUrl]);
	return { n8n, desk, known, appliance, owner, apiCredential, eventUrl, forms, sweepId, logFile };
}
