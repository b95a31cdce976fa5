import type { Representative } from './directory.mts';
import type { Session, StartInput } from './session.mts';
import { unixNow } from './wire.mts';
import type { World } from './world.mts';

/** The display name that reports of this appliance use as a participant's text; which one is not published. */
export const publicNameOrPrivate = (world: World, profile: Representative): string =>
	world.options.nameInReport === 'public' ? profile.publicName : profile.privateName;

/** A session that has just begun, with nobody in it but its customer. */
export function newSession(
	world: World,
	input: StartInput,
	{ lsid, lseq }: { lsid: string; lseq: number },
): Session {
	const { externalKey = input.attributes?.external_key ?? '' } = input;
	// Numbers as the recordings show them: above one, different in each session.
	const gsnumber = 31 + (lseq % 7);
	const [portal] = world.directory.portals;
	return {
		lsid,
		reportedId: input.reportedId,
		lseq,
		state: 'running',
		startedAt: input.startedAt ?? unixNow(),
		externalKey,
		attributes: {
			...input.attributes,
			...(externalKey === '' ? {} : { external_key: externalKey }),
		},
		customer: {
			gsnumber,
			name: input.customerName ?? 'Jamie Rivera',
			company: input.customerCompany ?? '',
			companyCode: input.customerCompanyCode ?? '',
			issue: input.customerIssue ?? '',
			details: input.customerDetails ?? '',
			hostname: input.customerHostname === undefined ? 'LAPTOP-7' : input.customerHostname,
			os: input.customerOs ?? 'Windows 11 Enterprise (23H2)',
			publicIp: input.customerPublicIp ?? '[2001:db8:7::23]:61606',
			privateIp: input.customerPrivateIp ?? '10.0.0.4',
		},
		representatives: [],
		owner: null,
		teams: [],
		portal: { id: portal.id, name: portal.name },
		events: [],
		surveys: [],
		recorded: input.recorded ?? false,
		commandShells: input.commandShells ?? 0,
		showMyScreens: input.showMyScreens ?? 0,
		withoutCustomer: input.withoutCustomer ?? false,
		reportMegabytes: 0,
		nextGsnumber: gsnumber + 1,
	};
}
