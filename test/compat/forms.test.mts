import { rig } from '../e2e/linking/rig.mts';
import { Visitor } from '../harness/visitor.mts';

/** What the templates with forms need of n8n, whatever its version: `npm run compat`. */
jest.setTimeout(180_000);

beforeAll(async () => {
	await rig.start();
}, 300_000);

afterAll(async () => {
	await rig.close();
});

describe('Forms know who is there', () => {
	it('on each page, from the login of n8n', async () => {
		await rig.begin();
		const sessionId = await rig.unlinked();
		const end = await rig.write({}, '1201', rig.robin);
		expect(end.text).toContain('Done');
		expect(await rig.settled(sessionId)).toMatchObject({
			state: 'linked',
			linkId: '1201',
			linkedBy: 'Robin Keller',
		});
	});

	it('and are closed to whoever has none', async () => {
		const door = await new Visitor(null).open(rig.form.url);
		expect(new URL(door.url).pathname).toMatch(/^\/(signin|oauth\/consent)/);
		expect(door.fields).toEqual([]);
	});
});
