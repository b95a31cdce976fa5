import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';

import type { WorkflowJson } from '../harness/api.mts';
import { root } from '../harness/prepared.mts';
import { RouteHouse } from './routeHouse.mts';

jest.setTimeout(180_000);

const released = path.join(root, 'test/fixtures/released');
const versions = readdirSync(released, { withFileTypes: true })
	.filter((entry) => entry.isDirectory())
	.map(({ name }) => name);

/** The house with the templates of an earlier version, on the package of today. */
class FormerHouse extends RouteHouse {
	private readonly version: string;

	constructor(version: string) {
		super();
		this.version = version;
	}

	protected override async template(file: string): Promise<WorkflowJson> {
		const at = path.join(released, this.version, 'workflows', file);
		return JSON.parse(await readFile(at, 'utf8')) as WorkflowJson;
	}
}

describe.each(versions)('Templates of version %s', (version) => {
	const house = new FormerHouse(version);

	beforeAll(async () => {
		await house.start();
	}, 300_000);

	afterAll(async () => {
		await house.close();
	});

	it('put a session on its ticket, and sweep for one whose event never came', async () => {
		const sessionId = house.play({ externalKey: house.signed('ticket', 1201) });
		expect(await house.settled(sessionId)).toMatchObject({ state: 'written', linkId: '1201' });
		expect(house.desk.control.actions(1201)).toHaveLength(1);
		house.appliance.control.setRecipients([]);
		await house.sweep();
		const externalKey = house.signed('ticket', 1202);
		const unheard = house.appliance.control.startSession({ externalKey, notify: false });
		house.appliance.control.end(unheard, { notify: false });
		await house.sweep();
		await house.inState(unheard, 'written');
		expect(house.desk.control.actions(1202)).toHaveLength(1);
	});
});
