/** Longer than most: every step of a session changes the same record of it, and tells of it by the same events. */

import { randomBytes } from 'node:crypto';

import type { Representative } from './directory.mts';
import { Refusal, resolveQueue, takerOf, type Queue } from './queue.mts';
import {
	system,
	type Party,
	type EndOptions,
	type Session,
	type SessionEvent,
	type SessionRepresentative,
	type StartInput,
} from './session.mts';
import { customerData, memberData, variablesOf } from './participants.mts';
import { newSession, publicNameOrPrivate } from './sessionStart.mts';
import { unixNow } from './wire.mts';
import type { World } from './world.mts';

/** Sessions from their start to their report, with the outbound events that go with each step. */
export class Sessions {
	private readonly world: World;
	private readonly sessions = new Map<string, Session>();
	private nextLseq = 1042;
	/** Whether the retention of recordings has passed. */
	recordingsExpired = false;

	constructor(world: World) {
		this.world = world;
	}

	all(): Session[] {
		return [...this.sessions.values()];
	}

	find(lsid: string): Session | undefined {
		return this.sessions.get(lsid.toLowerCase());
	}

	get(lsid: string): Session {
		const session = this.find(lsid);
		if (!session) throw new Refusal('The specified session does not exist.');
		return session;
	}

	running(lsid: string): Session {
		const session = this.get(lsid);
		if (session.state !== 'running') throw new Refusal('The specified session is not active.');
		return session;
	}

	/** Whether the report shows the end: `end_time` and URLs (reference, 4.9). */
	reported({ reportAt }: Session): boolean {
		return reportAt !== undefined && reportAt <= Date.now();
	}

	start(input: StartInput = {}, queue?: Queue): Session {
		const { directory } = this.world;
		const place =
			queue ??
			(input.teamId === undefined ? undefined : resolveQueue(directory, `team:${input.teamId}`));
		const lseq = this.nextLseq++;
		const session = newSession(this.world, input, { lsid: randomBytes(16).toString('hex'), lseq });
		this.sessions.set(session.lsid, session);
		const notify = input.notify ?? true;
		this.open(session, place, notify);
		const id = input.representativeId;
		const taker =
			id === undefined
				? takerOf(directory, place)
				: id === null
					? undefined
					: directory.representative(id);
		if (id !== undefined && id !== null && !taker) {
			throw new Refusal(`There is no representative ${id}`);
		}
		if (taker) this.join(session, taker, { own: true, notify, at: session.startedAt });
		return session;
	}

	/** What a customer does with a session key: external key, attributes and queue come from the key. */
	startByKey(shortKeyOrAk: string, input: StartInput = {}): Session {
		const key = this.world.keys.open(shortKeyOrAk);
		if (key.lsid !== undefined) {
			const started = this.get(key.lsid);
			if (started.state !== 'running') throw new Refusal('The session of this key has ended.');
			return started;
		}
		const queue = resolveQueue(this.world.directory, key.queueId);
		const session = this.start(
			{
				...input,
				externalKey: key.externalKey,
				attributes: { ...key.attributes, ...input.attributes },
				customerIssue: input.customerIssue ?? queue.issueTitle,
				...(!this.world.options.autoAccept &&
					input.representativeId === undefined && { representativeId: null }),
			},
			queue,
		);
		key.lsid = session.lsid;
		return session;
	}

	/** Adds a representative; with `own` he becomes the owner. */
	join(
		session: Session,
		profile: Representative,
		{ own = false, notify = true, at = unixNow() } = {},
	): SessionRepresentative {
		// Invited people share an id, and are different people.
		const gone =
			profile.type === 'Invited'
				? undefined
				: session.representatives.find((one) => one.profile.id === profile.id);
		const participant = gone ?? {
			gsnumber: session.nextGsnumber++,
			profile: { ...profile },
			invited: profile.type === 'Invited',
			joinedAt: at,
		};
		if (!gone) session.representatives.push(participant);
		delete participant.departedAt;
		const to = this.partyOf(participant);
		this.add(session, {
			at,
			type: 'Conference Member Added',
			to,
			data: memberData(this.world, profile),
		});
		if (notify) {
			this.world.outbound.notify(
				session,
				'support_conference_member_added',
				variablesOf(to, profile),
			);
		}
		if (own) this.own(session, participant, { notify, at });
		return participant;
	}

	leave(
		session: Session,
		participant: SessionRepresentative,
		{ notify = true, at = unixNow() } = {},
	) {
		participant.departedAt = at;
		const to = this.partyOf(participant);
		this.add(session, { at, type: 'Conference Member Departed', to });
		if (notify) {
			const extra = variablesOf(to, participant.profile);
			this.world.outbound.notify(session, 'support_conference_member_departed', extra);
		}
	}

	/** Moves a session to a representative or to a team's queue, where a member takes it if one is logged in. */
	transfer(session: Session, queue: Queue): void {
		const from = this.ownerOf(session);
		const by = from ? this.partyOf(from) : system;
		const at = unixNow();
		this.add(session, { at, type: 'Session Transferred Away from Queue', by });
		if (queue.team) this.enterTeam(session, queue.team);
		const taker = takerOf(this.world.directory, queue);
		this.add(session, {
			at,
			type: 'Session Transferred to Queue',
			by,
			data: [{ name: 'owner', value: queue.name }],
		});
		if (queue.team) this.notifyQueue(session, queue);
		if (!taker) session.owner = null;
		else if (taker.id !== from?.profile.id) this.join(session, taker, { own: true });
	}

	/** Ends a session; its report is complete after the lag. */
	end(lsid: string, options: EndOptions = {}): Session {
		const session = this.running(lsid);
		this.close(session, 'ended', options);
		this.add(session, { at: session.endedAt ?? unixNow(), type: 'Session End' });
		session.reportAt = Date.now() + (options.reportLag ?? this.world.options.reportLag);
		return session;
	}

	/** Ends a session whose report never gets an `end_time`. */
	endAbnormally(lsid: string, options: EndOptions = {}): Session {
		const session = this.running(lsid);
		this.close(session, 'abnormal', options);
		if (options.endEvent ?? true) {
			this.add(session, { at: session.endedAt ?? unixNow(), type: 'Session End' });
		}
		return session;
	}

	add(session: Session, event: SessionEvent): void {
		session.events.push(event);
	}

	ownerOf(session: Session): SessionRepresentative | undefined {
		return session.representatives.find(({ gsnumber }) => gsnumber === session.owner);
	}

	partyOf({ gsnumber, profile }: SessionRepresentative): Party {
		const name = publicNameOrPrivate(this.world, profile);
		return { type: 'representative', gsnumber, name };
	}

	customerOf({ customer }: Session): Party {
		return { type: 'customer', gsnumber: customer.gsnumber, name: customer.name };
	}

	/** The first lines of every session: start, queue, external key, customer (reference, 4.5). */
	private open(session: Session, queue: Queue | undefined, notify: boolean): void {
		const at = session.startedAt;
		const { outbound } = this.world;
		this.add(session, { at, type: 'Session Start' });
		const to: Party = { type: 'system', gsnumber: 0, name: 'Pre-start Conference' };
		const data = [{ name: 'owner', value: to.name }];
		this.add(session, { at, type: 'Conference Owner Changed', to, data });
		if (session.externalKey) {
			this.add(session, { at, type: 'External Key', by: system, body: session.externalKey });
		}
		if (notify) outbound.notify(session, 'support_conference_begin');
		const customer = this.customerOf(session);
		this.add(session, {
			at,
			type: 'Conference Member Added',
			to: customer,
			data: customerData(session),
		});
		if (notify) {
			outbound.notify(session, 'support_conference_member_added', variablesOf(customer));
		}
		if (queue?.team) this.enterTeam(session, queue.team);
		if (queue?.team && notify) this.notifyQueue(session, queue);
	}

	private close(session: Session, state: 'ended' | 'abnormal', options: EndOptions): void {
		const at = Math.max(options.endedAt ?? unixNow(), session.startedAt);
		const notify = options.notify ?? true;
		for (const participant of session.representatives) {
			if (participant.departedAt === undefined) this.leave(session, participant, { notify, at });
		}
		const customer = this.customerOf(session);
		this.add(session, { at, type: 'Conference Member Departed', to: customer });
		session.state = state;
		session.endedAt = at;
		if (!notify) return;
		const { outbound } = this.world;
		outbound.notify(session, 'support_conference_member_departed', variablesOf(customer));
		outbound.notify(session, 'support_conference_end');
	}

	private own(
		session: Session,
		participant: SessionRepresentative,
		{ notify, at }: { notify: boolean; at: number },
	): void {
		session.owner = participant.gsnumber;
		const to = this.partyOf(participant);
		const data = [{ name: 'owner', value: to.name }];
		this.add(session, { at, type: 'Conference Owner Changed', to, data });
		if (!notify) return;
		const { name: _name, ...extra } = variablesOf(to, participant.profile);
		this.world.outbound.notify(session, 'support_conference_owner_changed', extra);
	}

	private enterTeam(session: Session, { id, name }: { id: number; name: string }): void {
		if (!session.teams.some((team) => team.id === id)) session.teams.push({ id, name });
	}

	private notifyQueue(session: Session, { team }: Queue): void {
		this.world.outbound.notify(session, 'support_conference_owner_changed', {
			type: 'conference',
			conference_name: team?.name ?? '',
			conference_id: `${team?.id ?? ''}`,
		});
	}
}
