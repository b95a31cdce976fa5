import * as activity from './activity.mts';
import type { ChatOptions, Speaker } from './activity.mts';
import { invitedRepresentative } from './directory.mts';
import type { FaultRule, OfflineMode } from './faults.mts';
import type { JournalEntry } from './journal.mts';
import type { AccountInput, ApplianceOptions, Permissions, RecipientInput } from './options.mts';
import { formType, post, type Delivery } from './outbound.mts';
import { resolveQueue } from './queue.mts';
import type {
	EndOptions,
	InformationCategory,
	SessionEvent,
	SharedFile,
	StartInput,
	SurveyAnswer,
} from './session.mts';
import { snapshot, type Snapshot } from './snapshot.mts';
import { unixNow } from './wire.mts';
import { populate, type World } from './world.mts';

/** What the control needs of the server around the world. */
export interface Port {
	initial: ApplianceOptions;
	unlisten(): Promise<void>;
	relisten(): Promise<void>;
}

export type Control = ReturnType<typeof createControl>;

const pollPause = 15;

/** Sessions: what customers, representatives and the appliance do in them. Sessions are named by their lsid. */
function sessionControl(world: World) {
	const sessionOf = (lsid: string) => world.sessions.get(lsid);
	return {
		/** Starts a session out of nothing; answers its lsid. */
		startSession: (input: StartInput = {}): string => world.sessions.start(input).lsid,
		/** A customer opens a key (its digits, or the hex of its link); key, external key and queue come from it. */
		openKey: (key: string, input: StartInput = {}): string =>
			world.sessions.startByKey(key, input).lsid,
		/** A representative takes a session that waits in a queue. */
		accept(lsid: string, representativeId: number): void {
			world.sessions.transfer(
				world.sessions.running(lsid),
				resolveQueue(world.directory, `rep:${representativeId}`),
			);
		},
		/** Somebody from outside joins; with `owns` he takes the session. All of them have the id 0. */
		inviteRepresentative(lsid: string, name: string, owns = false): void {
			world.sessions.join(world.sessions.running(lsid), invitedRepresentative(name), { own: owns });
		},
		chat(lsid: string, from: Speaker, text: string, options: ChatOptions = {}): void {
			activity.chat(world, sessionOf(lsid), from, { body: text, ...options });
		},
		note(lsid: string, text: string, from?: Speaker): void {
			activity.note(world, sessionOf(lsid), text, from);
		},
		/** A file from the representative to the customer. */
		upload(lsid: string, filename: string, filesize = 1024): void {
			activity.transferFile(world, sessionOf(lsid), 'upload', { filename, filesize });
		},
		/** A file from the customer to the representative. */
		download(lsid: string, filename: string, filesize = 1024): void {
			activity.transferFile(world, sessionOf(lsid), 'download', { filename, filesize });
		},
		/** A file that the representative removes from the customer's computer. */
		deleteFile(lsid: string, filename: string, filesize = 1024): void {
			activity.deleteFile(world, sessionOf(lsid), { filename, filesize });
		},
		shareFiles(lsid: string, files: SharedFile[]): void {
			activity.shareFiles(world, sessionOf(lsid), files);
		},
		systemInformation(lsid: string, categories?: InformationCategory[]): void {
			activity.systemInformation(world, sessionOf(lsid), categories);
		},
		/** Any event of a report, with any type and data. */
		addEvent(lsid: string, event: Partial<SessionEvent> & { type: string }): void {
			world.sessions.add(sessionOf(lsid), { at: unixNow(), ...event });
		},
		survey(lsid: string, respondent: 'customer' | 'representative', answers: SurveyAnswer[]): void {
			activity.survey(world, sessionOf(lsid), respondent, answers);
		},
		setAttributes(lsid: string, attributes: Record<string, string>): void {
			activity.setAttributes(world, sessionOf(lsid), attributes);
		},
		/** To `team:ID`, `rep:ID` or `rep_username:NAME`. */
		transfer(lsid: string, queueId: string): void {
			world.sessions.transfer(world.sessions.running(lsid), resolveQueue(world.directory, queueId));
		},
		end(lsid: string, options: EndOptions = {}): void {
			world.sessions.end(lsid, options);
		},
		endAbnormally(lsid: string, options: EndOptions = {}): void {
			world.sessions.endAbnormally(lsid, options);
		},
		/** Finishes the report of an ended session now. */
		completeReport(lsid: string): void {
			sessionOf(lsid).reportAt = Date.now();
		},
		/** Makes the report of this session at least so many megabytes long. */
		bigReport(lsid: string, megabytes: number): void {
			sessionOf(lsid).reportMegabytes = megabytes;
		},
		expireRecordings(expired = true): void {
			world.sessions.recordingsExpired = expired;
		},
		addUsers(count: number): void {
			world.directory.addUsers(count);
		},
		login(representativeId: number): void {
			world.directory.setLoggedIn(representativeId, true);
		},
		logout(representativeId: number): void {
			world.directory.setLoggedIn(representativeId, false);
		},
	};
}

/** Outbound events: recipients, forged and repeated events, and what was delivered. */
function outboundControl(world: World) {
	return {
		setRecipients: (recipients: Array<RecipientInput | string>): void =>
			world.outbound.setRecipients(
				recipients.map((one) => (typeof one === 'string' ? { url: one } : one)),
			),
		/** Queues an event of one's own making for every recipient; the common fields have defaults. */
		forgeEvent(fields: Record<string, string>): void {
			world.outbound.enqueue({
				event: 'support_conference_end',
				version: '1',
				timestamp: `${unixNow()}`,
				appliance_id: world.options.applianceId,
				...fields,
			});
		},
		/** Queues a delivered (or dropped) event once more, unchanged. */
		replayEvent(deliveryId: number): void {
			const delivery = world.outbound.deliveries.find(({ id }) => id === deliveryId);
			if (!delivery) throw new Error(`There is no delivery ${deliveryId}`);
			world.outbound.enqueue(delivery.fields);
		},
		/** The next `count` delivered events are delivered twice. */
		duplicateNext(count = 1): void {
			world.outbound.duplicates = count;
		},
		/** Posts any body past the queue, as an attacker would, and answers what came back; null sends no content type. */
		postRaw: (url: string, body: string, contentType: string | null = formType) =>
			post(url, body, world.options.recipientTimeout, contentType),
		deliveries: (): Delivery[] => [...world.outbound.deliveries],
		dropped: () => [...world.outbound.dropped],
		/** Resolves when every queue is empty; rejects after `timeout` milliseconds. */
		async outboundIdle(timeout = 5000): Promise<void> {
			const until = Date.now() + timeout;
			while (!world.outbound.idle()) {
				if (Date.now() > until) throw new Error('Events are still queued');
				await new Promise((resolve) => setTimeout(resolve, pollPause));
			}
		},
	};
}

/** API accounts: secrets, tokens, rights. Without a client id, the first account is meant. */
function accountControl(world: World) {
	return {
		addAccount: (account: AccountInput): void => world.accounts.add(account),
		/** Answers the new secret; every live token of the account is dead. */
		rotateSecret: (clientId?: string, secret?: string): string =>
			world.accounts.rotateSecret(clientId, secret),
		expireTokens: (clientId?: string): void => world.accounts.killTokens(clientId),
		/** Kills the `count` oldest tokens, as minting more tokens would. */
		evictTokens: (count = 1, clientId?: string): void => world.accounts.killTokens(clientId, count),
		unlockAccount(clientId?: string): void {
			Object.assign(world.accounts.get(clientId), { lockedUntil: 0, failedAttempts: 0 });
		},
		setPermissions(permissions: Partial<Permissions>, clientId?: string): void {
			Object.assign(world.accounts.get(clientId).permissions, permissions);
		},
	};
}

/** Faults on demand, and the options that can change while the server runs. */
function faultControl(world: World, port: Port) {
	let comeback: NodeJS.Timeout | undefined;
	const control = {
		/** `refused` closes the port: the control page goes with it, so over HTTP it always comes back by itself. */
		async offline(mode: OfflineMode = 'unavailable', forMs?: number): Promise<void> {
			clearTimeout(comeback);
			world.faults.offline = mode;
			if (forMs !== undefined) comeback = setTimeout(() => void control.online(), forMs);
			if (mode === 'refused') await port.unlisten();
		},
		async online(): Promise<void> {
			clearTimeout(comeback);
			world.faults.offline = null;
			await port.relisten();
		},
		/** Milliseconds before every API answer; 0 ends it. */
		slow(ms: number): void {
			world.faults.slow = ms;
		},
		fault: (rule: FaultRule): void => world.faults.add(rule),
		clearFaults: (): void => world.faults.clear(),
		setHealth(healthy: boolean, message = ''): void {
			world.health = { healthy, message };
		},
		setOptions(options: Partial<ApplianceOptions>): void {
			Object.assign(world.options, options);
		},
	};
	return { ...control, stopFaults: (): void => clearTimeout(comeback) };
}

/** Everything a test or a person can do to an appliance; `/control/NAME` offers the same over HTTP. */
export function createControl(world: World, port: Port) {
	const { stopFaults, ...faults } = faultControl(world, port);
	return {
		...sessionControl(world),
		...outboundControl(world),
		...accountControl(world),
		...faults,
		state: (): Snapshot => snapshot(world),
		requests: (): JournalEntry[] => [...world.journal.entries],
		counters: () =>
			structuredClone({ ...world.journal.counters, throttled: world.limiter.throttled }),
		/** Back to the state after the start; the port stays, recipients are those of the options. */
		async reset(): Promise<void> {
			stopFaults();
			world.outbound.stop();
			populate(world, { ...port.initial });
			await port.relisten();
		},
		/** Ends timers and deliveries; the server's `close()` calls it. */
		stop(): void {
			stopFaults();
			world.outbound.stop();
		},
	};
}
