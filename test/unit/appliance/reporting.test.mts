import { startAppliance, type Appliance } from '../../appliance/server.mts';
import { freshToken, get, pause, report, textOf } from './client.mts';

const noResults = 'No Support report information matching your chosen criteria is available.';
const lag = 80;

describe('the reporting API of the simulated appliance', () => {
	let appliance: Appliance;
	let token: string;

	beforeEach(async () => {
		appliance = await startAppliance({ requestsPerSecond: 500, reportLag: lag });
		token = await freshToken(appliance);
	});
	afterEach(async () => await appliance.close());

	const read = async (params: Record<string, string>) => await report(appliance, token, params);
	const { floor } = Math;
	const unix = () => floor(Date.now() / 1000);

	it('shows end_time, URLs and "Session End" only after the lag', async () => {
		const lsid = appliance.control.startSession({ recorded: true });
		appliance.control.end(lsid);
		const early = await read({ lsid });
		expect(early).toContain('<end_time timestamp=""></end_time>');
		expect(early).not.toMatch(/_url>|Session End/);
		await pause(lag + 20);
		const late = await read({ lsid });
		expect(late).toMatch(
			/<end_time timestamp="\d{10}">\d{4}-\d\d-\d\dT[\d:]{8}\+00:00<\/end_time>/,
		);
		expect(late).toMatch(/<session_chat_view_url>.*&amp;dl_action=chat&amp;view=1</);
		expect(late).toContain('<session_recording_download_url>');
		expect(late).toContain('event_type="Session End"');
	});

	it('never shows an end_time for an abnormal end, and never lists it among the ended', async () => {
		const lsid = appliance.control.startSession();
		appliance.control.endAbnormally(lsid);
		await pause(lag + 20);
		expect(await read({ lsid })).toContain('<end_time timestamp=""></end_time>');
		expect(await read({ end_time: `${unix() - 60}`, duration: '0' })).toContain(noResults);
		expect(await read({ start_time: `${unix() - 60}`, duration: '0' })).toContain(lsid);
	});

	it.each([
		['zero', /<end_time timestamp="0"><\/end_time>/, true],
		['empty', /<end_time><\/end_time>/, true],
		['absent', /end_time/, false],
	] as const)('can spell the missing end_time as %s', async (missingEndTime, pattern, found) => {
		appliance.control.setOptions({ missingEndTime });
		const lsid = appliance.control.startSession();
		expect(pattern.test(await read({ lsid }))).toBe(found);
	});

	it('finds sessions by the four windows, and only closed ones by their end', async () => {
		const startedAt = unix() - 5000;
		const closed = appliance.control.startSession({ startedAt });
		appliance.control.end(closed, { endedAt: startedAt + 1000, reportLag: 0 });
		const running = appliance.control.startSession({ startedAt: startedAt + 10 });
		const found = async (params: Record<string, string>) => {
			const text = await read(params);
			return [text.includes(closed), text.includes(running)];
		};
		const day = new Date(startedAt * 1000).toISOString().slice(0, 10);
		expect(await found({ start_time: `${startedAt}`, duration: '0' })).toEqual([true, true]);
		expect(await found({ start_time: `${startedAt}`, duration: '9' })).toEqual([true, false]);
		expect(await found({ start_date: day, duration: '2' })).toEqual([true, true]);
		expect(await found({ end_time: `${startedAt}`, duration: '0' })).toEqual([true, false]);
		expect(await found({ end_time: `${startedAt}`, duration: '999' })).toEqual([false, false]);
		expect(await found({ end_time: `${startedAt}`, duration: '1000' })).toEqual([true, false]);
		expect(await found({ end_date: day, duration: '2' })).toEqual([true, false]);
		expect(await found({ lsids: `${closed},${running}` })).toEqual([true, true]);
	});

	it.each([
		{},
		{ end_time: '1' },
		{ end_time: 'x', duration: '0' },
		{ start_date: '3', duration: '0' },
	])('refuses the criteria %j with an <error>, which is not "no results"', async (params) => {
		const text = await read(params as Record<string, string>);
		expect(text).toMatch(/<error [^>]+>[^<]+</);
		expect(text).not.toContain(noResults);
	});

	it('answers "no results" with HTTP 200 for a session that does not exist', async () => {
		const params = { generate_report: 'SupportSession', lsid: 'f'.repeat(32) };
		const answer = await get(appliance, token, '/api/reporting', params);
		expect(answer.status).toBe(200);
		expect(await answer.text()).toContain(`>${noResults}</error>`);
	});

	it('writes IPv6 addresses with port, "Unknown", and leaves host names out', async () => {
		const lsid = appliance.control.startSession({ representativeId: 14, customerHostname: null });
		const text = await read({ lsid });
		expect(text).toContain('<public_ip>[2001:db8:7::23]:61606</public_ip>');
		expect(text).toContain('<os>Unknown</os>');
		expect(text).not.toContain('<hostname>');
	});

	it('leaves out a representative nobody had, and a customer who is missing', async () => {
		const lsid = appliance.control.startSession({
			teamId: 4,
			externalKey: '',
			withoutCustomer: true,
		});
		const text = await read({ lsid });
		expect(text).not.toMatch(/<representative|primary_rep|<customer /);
		expect(text).toMatch(/<rep_list>\s*<\/rep_list>/);
		expect(text).toContain('<external_key></external_key>');
		expect(text).toContain('<custom_attributes></custom_attributes>');
		expect(text).toMatch(/<team id="4">\s*<name>Night Watch<\/name>/);
	});

	it('escapes what was typed and encodes what XML cannot hold', async () => {
		const lsid = appliance.control.startSession();
		appliance.control.chat(lsid, 'customer', '<b>&"\nsecond line');
		appliance.control.chat(lsid, 'representative', 'bell \u0007');
		const text = await read({ lsid });
		expect(text).toContain('<body>&lt;b&gt;&amp;"\nsecond line</body>');
		const encoded = textOf(text, 'encoded_body') ?? '';
		expect(Buffer.from(encoded, 'base64').toString()).toBe('bell \u0007');
	});

	it('puts values into one <data> or into one each', async () => {
		const lsid = appliance.control.startSession();
		const blocks = async () => (await read({ lsid })).match(/<data>/g)?.length;
		expect(await blocks()).toBe(4);
		appliance.control.setOptions({ dataBlocks: 'several' });
		expect(await blocks()).toBe(12);
	});

	it('tells who performed a file transfer', async () => {
		const lsid = appliance.control.startSession();
		appliance.control.upload(lsid, 'C:\\driver.msi', 9);
		appliance.control.download(lsid, 'a.log', 8);
		const text = await read({ lsid });
		expect(text).toMatch(/"File Upload">\s*<performed_by type="representative"/);
		expect(text).toMatch(/"File Download">\s*<performed_by type="customer"/);
		expect(textOf(text, 'file_transfer_count')).toBe('2');
	});

	it('keeps survey answers in reports of their own', async () => {
		const lsid = appliance.control.startSession();
		appliance.control.end(lsid, { reportLag: 0 });
		const answers = [{ question: 'comments', answers: ['good\nindeed'] }];
		appliance.control.survey(lsid, 'customer', answers);
		expect(await read({ lsid })).toMatch(/<cust_survey_list>\s*<cust_exit_survey/);
		const survey = { generate_report: 'SupportCustExitSurvey', lsid, report_type: 'rep' };
		expect(await read(survey)).toContain('<answer>good\\nindeed</answer>');
		expect(await read({ ...survey, generate_report: 'SupportRepExitSurvey' })).toContain(
			'No exit survey matching your chosen criteria is available.',
		);
	});

	it('lists sessions, and hands out recordings until they expire', async () => {
		const lsid = appliance.control.startSession({ recorded: true });
		appliance.control.end(lsid, { reportLag: 0 });
		const from = { start_time: `${unix() - 60}`, duration: '0' };
		expect(await read({ generate_report: 'SupportSessionListing', ...from })).toContain(
			`<session_summary lsid="${lsid}" has_recording="1"/>`,
		);
		const params = { generate_report: 'SupportSessionRecording', lsid };
		const video = await get(appliance, token, '/api/reporting', params);
		expect(video.headers.get('content-type')).toBe('application/octet-stream');
		expect(
			Buffer.from(await video.arrayBuffer())
				.subarray(4, 8)
				.toString(),
		).toBe('ftyp');
		appliance.control.expireRecordings();
		expect(await read(params)).toContain('This recording has expired');
	});

	it('opens a chat link by its signature alone, and no link with a wrong one', async () => {
		const lsid = appliance.control.startSession();
		appliance.control.chat(lsid, 'customer', 'Hello there');
		appliance.control.end(lsid, { reportLag: 0 });
		const url = textOf(await read({ lsid }), 'session_chat_download_url')?.replace(/&amp;/g, '&');
		expect(await (await fetch(url ?? '')).text()).toContain('Jamie Rivera: Hello there');
		const forged = url?.replace(/h%3D[0-9a-f]{40}/, `h%3D${'0'.repeat(40)}`) ?? '';
		expect((await fetch(forged)).status).toBe(404);
	});
});
