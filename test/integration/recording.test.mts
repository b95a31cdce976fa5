import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { BinaryDataService } from 'n8n-core';
import type { IBinaryData } from 'n8n-workflow';

import { failureOf, runNode } from './n8n.mts';
import { applianceForTests } from './rig.mts';

/** The container that n8n-core itself asks for its services; other packages bring copies of their own. */
const { Container } = require(
	require.resolve('@n8n/di', { paths: [path.dirname(require.resolve('n8n-core'))] }),
) as { Container: { set(type: unknown, instance: unknown): void } };

const appliance = applianceForTests();
const download = (sessionId: string, parameters: object = {}) => ({
	resource: 'recording',
	operation: 'download',
	sessionId,
	...parameters,
});
const run = async (parameters: object, store = appliance.store()) =>
	await runNode({ parameters: parameters as never, store });
const failed = async (parameters: object, store = appliance.store()) =>
	await failureOf(run(parameters, store));

function recorded(input: object = {}): string {
	const lsid = appliance.control.startSession({ recorded: true, ...input });
	appliance.control.end(lsid);
	return lsid;
}

let folder: string;
let files: BinaryDataService;

beforeAll(async () => {
	folder = await mkdtemp(path.join(tmpdir(), 'recordings-'));
	files = new BinaryDataService(
		{ mode: 'filesystem', localStoragePath: folder } as never,
		{ error: () => {} } as never,
		{ warn: () => {}, info: () => {}, debug: () => {}, error: () => {} } as never,
	);
	await files.init();
	Container.set(BinaryDataService, files);
});

afterAll(async () => {
	await rm(folder, { recursive: true, force: true });
});

/** Counts what the appliance has written to its sockets since the call, in bytes. */
function countSent(): () => number {
	let bytes = 0;
	const write = ServerResponse.prototype.write;
	jest.spyOn(ServerResponse.prototype, 'write').mockImplementation(function (
		this: ServerResponse,
		...piece: unknown[]
	) {
		bytes += Buffer.byteLength(piece[0] as Buffer);
		return write.apply(this, piece as never);
	});
	return () => bytes;
}

/** The number that `count` comes to rest at. */
async function settled(count: () => number): Promise<number> {
	for (let before = -1; before !== count(); ) {
		before = count();
		await new Promise((resolve) => setTimeout(resolve, 400));
	}
	return count();
}

afterEach(() => jest.restoreAllMocks());

const bytesOf = async (file: IBinaryData): Promise<Buffer> => await files.getAsBuffer(file);

describe('Recording: Download', () => {
	it.each([
		['session', {}, { kind: 'session', instance: 0 }, /^session-[0-9a-f]{32}\.mp4$/],
		[
			'commandShell',
			{ kind: 'commandShell', instance: 1 },
			{ kind: 'commandShell', instance: 1 },
			/^command-shell-[0-9a-f]{32}-1\.mp4$/,
		],
		[
			'showMyScreen',
			{ kind: 'showMyScreen' },
			{ kind: 'showMyScreen', instance: 0 },
			/^show-my-screen-[0-9a-f]{32}-0\.mp4$/,
		],
	])('gives the recording as a file: %s', async (_kind, parameters, json, fileName) => {
		const sessionId = recorded({ commandShells: 2, showMyScreens: 1 });
		const [item] = await run(download(sessionId, parameters));
		expect(item.json).toEqual({ sessionId, ...json });
		expect(item.pairedItem).toEqual({ item: 0 });
		const file = item.binary?.data as IBinaryData;
		expect(file).toMatchObject({
			mimeType: 'video/mp4',
			fileName: expect.stringMatching(fileName),
			fileExtension: 'mp4',
		});
		expect((await bytesOf(file)).toString('latin1')).toContain('ftypisom');
	});

	it('puts it into the field that was asked for', async () => {
		const [item] = await run(download(recorded(), { binaryPropertyName: 'video' }));
		expect(Object.keys(item.binary ?? {})).toEqual(['video']);
	});

	it('streams: a large one is fetched no faster than it is stored, and arrives whole', async () => {
		appliance.control.setOptions({ recordingMegabytes: 60 });
		const sessionId = recorded();
		const sent = countSent();
		const store = files.store.bind(files);
		let fetchedWhileHeld = 0;
		const held = jest.spyOn(files, 'store').mockImplementation(async (...file) => {
			fetchedWhileHeld = await settled(sent);
			return await store(...file);
		});
		const [item] = await run(download(sessionId));
		held.mockRestore();
		expect((item.binary?.data as IBinaryData).bytes).toBe(60 * 1_048_576 + 24);
		expect(sent()).toBeGreaterThan(60 * 1_048_576);
		expect(fetchedWhileHeld).toBeGreaterThan(0);
		// What is fetched ahead lies in the buffers of the two sockets; the operating system chooses their size.
		expect(fetchedWhileHeld).toBeLessThan(30 * 1_048_576);
	}, 120_000);

	it('begins again when a transfer broke off', async () => {
		appliance.control.setOptions({ recordingMegabytes: 1 });
		const sessionId = recorded();
		appliance.control.fault({ kind: 'cut', match: 'SupportSessionRecording', times: 1 });
		const [item] = await run(download(sessionId));
		const bytes = await bytesOf(item.binary?.data as IBinaryData);
		expect(bytes.length).toBe(1_048_576 + 24);
		expect(appliance.asked('SupportSessionRecording')).toBe(2);
	});

	it('does not blame the appliance where n8n cannot store it', async () => {
		const store = jest.spyOn(files, 'store').mockRejectedValueOnce(new Error('ENOSPC'));
		const failure = await failed(download(recorded()));
		store.mockRestore();
		expect(failure.message).toBe('n8n could not store the file.');
		expect(failure.description).toMatch(/disk space/);
		expect(appliance.asked('SupportSessionRecording')).toBe(1);
	});

	it('says that a recording has expired', async () => {
		const sessionId = recorded();
		appliance.control.expireRecordings();
		const failure = await failed(download(sessionId));
		expect(failure.message).toBe(
			'The appliance refused the recording: This recording has expired and can no longer be viewed or downloaded.',
		);
		expect(failure.description).toMatch(/kept/);
	});

	it.each([
		[
			'the session still runs',
			() => appliance.control.startSession({ recorded: true }),
			{},
			'The recording is not ready: the session is not over, or its report is not complete yet.',
		],
		[
			'it was not recorded',
			() => recorded({ recorded: false }),
			{},
			'The session was not recorded.',
		],
		[
			'it is being converted',
			() => {
				appliance.control.setOptions({ recordingLag: 60_000 });
				return recorded();
			},
			{},
			'The recording is not ready: the appliance is still converting it.',
		],
		[
			'there is no such instance',
			() => recorded({ commandShells: 1 }),
			{ kind: 'commandShell', instance: 1 },
			'The session has no recording of a command shell with the instance 1.',
		],
		[
			'nobody knows the session',
			() => 'd'.repeat(32),
			{},
			`The appliance has no session ${'d'.repeat(32)}.`,
		],
	])('says why there is none: %s', async (_why, session, parameters, message) => {
		const failure = await failed(download(session(), parameters));
		expect(failure.message).toBe(message);
		expect(failure.description).not.toBe('');
	});

	it.each([
		['an unknown kind', { kind: 'hologram' }, /^'Kind': 'hologram' is not a kind of recording/],
		[
			'half an instance',
			{ kind: 'commandShell', instance: 0.5 },
			/^'Instance': It must be a whole/,
		],
	])('refuses %s', async (_what, parameters, message) => {
		expect((await failed(download(recorded(), parameters))).message).toMatch(message);
		expect(appliance.control.requests()).toEqual([]);
	});

	it('names the missing right, and takes no web page for a video', async () => {
		const store = appliance.store({}, { perm_reporting_support: false });
		expect((await failed(download(recorded()), store)).message).toMatch(/^The API account lacks/);
		appliance.control.setOptions({ denied: 'xml' });
		expect((await failed(download(recorded()), store)).message).toMatch(/^The API account lacks/);
		appliance.control.fault({ kind: 'proxy', status: 200, match: 'SupportSessionRecording' });
		expect((await failed(download(recorded()))).message).toMatch(/web page/);
		appliance.control.fault({ kind: 'status', status: 200, match: 'SupportSessionRecording' });
		expect((await failed(download(recorded()))).message).toMatch(/no BeyondTrust API/);
	});

	it('renews a token that has expired', async () => {
		const store = appliance.store();
		await run(download(recorded()), store);
		appliance.control.expireTokens(store.clientId);
		const [item] = await run(download(recorded()), store);
		const file = item.binary?.data as IBinaryData;
		expect(await readFile(files.getPath(file.id as string))).toHaveLength(24);
	});
});
