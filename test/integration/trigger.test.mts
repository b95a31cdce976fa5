import { eventually } from '../harness/api.mts';
import { applianceForTests } from './rig.mts';
import { listeningTrigger } from './webhook.mts';

const appliance = applianceForTests();
const TOKEN = 'integration-token-0123456789';

let trigger: Awaited<ReturnType<typeof listeningTrigger>>;

beforeEach(async () => {
	trigger = await listeningTrigger({ events: ['sessionEnded'] }, TOKEN);
	appliance.control.setRecipients([{ url: trigger.url, sendCustomFields: true }]);
});

afterEach(async () => {
	appliance.control.setRecipients([]);
	await trigger.close();
});

function endedSession(attributes: Record<string, string> = {}): string {
	const lsid = appliance.control.startSession({ externalKey: 'ticket:halo:1201', attributes });
	appliance.control.end(lsid);
	return lsid;
}

const form = 'application/x-www-form-urlencoded';

describe('An outbound event of the appliance', () => {
	it.each([
		[form],
		[`${form}; charset=ISO-8859-1`],
		[`${form}; charset=windows-1252`],
		[`${form}; charset=utf-8`],
		[`${form}; charset=x-nobody-knows`],
		[`${form}; charset=utf-16`],
		[`${form}; charset=`],
		['text/plain'],
		['application/octet-stream'],
		[null],
	])('with the content type %j becomes one Event with nothing wrong', async (contentType) => {
		appliance.control.setOptions({ outboundContentType: contentType });
		const lsid = endedSession({ asset_number: 'Zoë & Söhne=100 %+' });
		await appliance.control.outboundIdle();
		const event = await eventually('the event', async () => trigger.events[0]);
		expect(event).toMatchObject({
			event: 'sessionEnded',
			sessionId: lsid,
			externalKey: 'ticket:halo:1201',
			customFields: { asset_number: 'Zoë & Söhne=100 %+' },
			problems: [],
		});
		expect(trigger.events).toHaveLength(1);
		const statuses = appliance.control.deliveries().map(({ status }) => status);
		expect(new Set(statuses)).toEqual(new Set([200]));
	});

	it('goes by the content type of its recipient before that of the appliance', async () => {
		appliance.control.setRecipients([{ url: trigger.url, contentType: null }]);
		appliance.control.setOptions({ outboundContentType: `${form}; charset=ISO-8859-1` });
		const lsid = endedSession();
		await appliance.control.outboundIdle();
		await eventually('the event', async () => trigger.events[0]);
		expect(trigger.events).toEqual([expect.objectContaining({ sessionId: lsid, problems: [] })]);
	});

	it('is refused with a wrong token, and stays with the appliance', async () => {
		const wrong = trigger.url.replace(TOKEN, `${TOKEN}x`);
		appliance.control.setRecipients([{ url: wrong, retryDuration: 0 }]);
		endedSession();
		await appliance.control.outboundIdle();
		expect(appliance.control.deliveries()[0]).toMatchObject({ status: 401, outcome: 'dropped' });
		expect(trigger.events).toEqual([]);
	});

	it('that is too long is answered with 200 and handed on with what is wrong', async () => {
		const body = new FormData();
		body.append('event', 'support_conference_end');
		body.append('lsid', 'a'.repeat(32));
		body.append('long', 'x'.repeat(2_000_000));
		const { status } = await fetch(trigger.url, { method: 'POST', body });
		expect(status).toBe(200);
		const event = await eventually('the event', async () => trigger.events[0]);
		expect(event).toMatchObject({
			sessionId: 'a'.repeat(32),
			problems: ['The body is longer than 100 kB. Only the first part was read.'],
		});
	});
});
