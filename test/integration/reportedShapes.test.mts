import type { IDataObject } from 'n8n-workflow';

import { runNode } from './n8n.mts';
import { applianceForTests } from './rig.mts';

/** What only some appliances write, as recordings and reports of others show it, through the node. */
const appliance = applianceForTests();

async function sessionOf(lsid: string): Promise<IDataObject> {
	const [{ json }] = await runNode({
		parameters: { resource: 'session', operation: 'get', sessionId: lsid },
		store: appliance.store(),
	});
	return json;
}

async function noteOf(session: IDataObject, audience: string): Promise<string> {
	const [{ json }] = await runNode({
		parameters: {
			resource: 'session',
			operation: 'renderNote',
			session: '={{ $json }}',
			format: 'text',
			options: { audience },
		},
		store: appliance.store(),
		items: [session],
	});
	return (json.note as { body: string }).body;
}

describe('Files of a session', () => {
	it.each([
		['elements', 'one'],
		['data', 'one'],
		['data', 'several'],
		['both', 'one'],
		['both', 'several'],
	] as const)('are read once each from %s, with %s data block', async (fileFacts, dataBlocks) => {
		appliance.control.setOptions({ fileFacts, dataBlocks });
		const lsid = appliance.control.startSession();
		appliance.control.upload(lsid, 'C:\\driver & "co".msi', 1_296_708);
		appliance.control.download(lsid, 'spool.log', 12);
		appliance.control.shareFiles(lsid, [
			{ filename: 'a.txt', filesize: 1 },
			{ filename: 'a.txt', filesize: 2 },
		]);
		appliance.control.deleteFile(lsid, 'C:\\driver & "co".msi', 1_296_708);
		appliance.control.end(lsid);
		const session = await sessionOf(lsid);
		const files = session.files as IDataObject[];
		expect(files.map(({ direction, name, bytes }) => [direction, name, bytes])).toEqual([
			['toCustomer', 'C:\\driver & "co".msi', 1_296_708],
			['toRepresentative', 'spool.log', 12],
			['toRepresentative', 'a.txt', 1],
			['toRepresentative', 'a.txt', 2],
			['deleted', 'C:\\driver & "co".msi', 1_296_708],
		]);
		expect(session.counts).toEqual({ filesTransferred: 2, filesMoved: 0, filesDeleted: 1 });
	});
});

describe('A chat line to everyone', () => {
	it('is in the note for colleagues and in that for customers', async () => {
		const lsid = appliance.control.startSession();
		appliance.control.chat(lsid, 'representative', 'I restart the service.', { to: 'everyone' });
		appliance.control.end(lsid);
		const session = await sessionOf(lsid);
		expect(session.transcript).toEqual([
			expect.objectContaining({
				from: expect.objectContaining({ type: 'representative' }),
				to: { type: 'everyone', name: 'Everyone', participant: '0' },
				text: 'I restart the service.',
			}),
		]);
		for (const audience of ['internal', 'customer']) {
			expect(await noteOf(session, audience)).toContain('I restart the service.');
		}
	});
});

describe('System information', () => {
	it.each(['name', 'id'] as const)('is read by the %s of its fields', async (informationNames) => {
		appliance.control.setOptions({ informationNames });
		const lsid = appliance.control.startSession();
		const rows = [{ 'Computer Name': 'WS-9', 'Serial Number': 'ABC123' }];
		appliance.control.systemInformation(lsid, [{ name: 'General', rows }]);
		appliance.control.end(lsid);
		expect((await sessionOf(lsid)).systemInformation).toEqual([
			{ at: expect.stringMatching(/Z$/), category: 'General', rows },
		]);
	});
});

describe('An address with a port that is none', () => {
	it.each([
		['[2001:db8:7::23]:61606', '2001:db8:7::23'],
		['198.51.100.7:50100', '198.51.100.7'],
	])('is read without it: %s', async (customerPublicIp, publicIp) => {
		appliance.control.setOptions({ brokenPorts: true });
		const lsid = appliance.control.startSession({ customerPublicIp });
		appliance.control.end(lsid);
		const { customer, representatives } = await sessionOf(lsid);
		expect(customer).toMatchObject({ publicIp, publicPort: null });
		expect(representatives).toEqual([
			expect.objectContaining({ publicIp: '2001:db8::15', publicPort: null }),
		]);
	});
});

describe('Several people with the same id', () => {
	it('are told apart, and the one who has the session leads', async () => {
		const lsid = appliance.control.startSession();
		appliance.control.inviteRepresentative(lsid, 'Vendor A');
		appliance.control.inviteRepresentative(lsid, 'Vendor V', true);
		appliance.control.inviteRepresentative(lsid, 'Vendor X');
		appliance.control.end(lsid);
		const session = await sessionOf(lsid);
		const people = session.representatives as IDataObject[];
		expect(
			people.map(({ id, publicName, invited, primary }) => [id, publicName, invited, primary]),
		).toEqual([
			['11', 'Alex M.', false, false],
			['0', 'Vendor A', true, false],
			['0', 'Vendor V', true, true],
			['0', 'Vendor X', true, false],
		]);
		expect(session.primaryRepresentative).toMatchObject({ id: '0', publicName: 'Vendor V' });
	});
});

describe('Surveys', () => {
	const answers = [
		{ question: 'rating', answers: ['5'] },
		{ question: 'comments', answers: ['Merci\nà vous & "au revoir"'] },
	];
	const surveyed = () => {
		const lsid = appliance.control.startSession();
		appliance.control.survey(lsid, 'customer', answers);
		appliance.control.survey(lsid, 'representative', [answers[0]]);
		appliance.control.end(lsid);
		return lsid;
	};

	it('inside the report are read there', async () => {
		appliance.control.setOptions({ surveysInReport: 'answers' });
		const lsid = surveyed();
		const { surveys } = await sessionOf(lsid);
		const told = (all: typeof answers) => all.map((answer) => ({ ...answer, label: null }));
		expect(surveys).toEqual({
			customer: [
				{ sessionId: lsid, submittedAt: null, respondent: 'customer', answers: told(answers) },
			],
			representative: [
				{
					sessionId: lsid,
					submittedAt: null,
					respondent: 'representative',
					answers: told([answers[0]]),
				},
			],
		});
	});

	it('that the report only points to are none', async () => {
		expect((await sessionOf(surveyed())).surveys).toEqual({ customer: [], representative: [] });
	});
});

describe('Recordings', () => {
	it.each([true, false])('of the screen: the report says %s', async (recorded) => {
		const lsid = appliance.control.startSession({ recorded });
		appliance.control.end(lsid);
		const { hasRecording, urls } = await sessionOf(lsid);
		expect(hasRecording).toBe(recorded);
		expect((urls as IDataObject).recordingDownload === null).toBe(!recorded);
	});

	it('of command shells are listed with what their download is asked for by', async () => {
		const lsid = appliance.control.startSession({ commandShells: 2 });
		appliance.control.end(lsid);
		const shells = (await sessionOf(lsid)).commandShellRecordings as IDataObject[];
		expect(shells.map(({ instance }) => instance)).toEqual(['0', '1']);
		for (const { view, download } of shells) {
			expect(String(view)).toContain(appliance.url);
			expect(String(download)).toContain(lsid);
		}
	});
});
