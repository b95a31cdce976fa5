import { describeWithBrowser } from '../harness/browser.mts';
import { badInput } from './link/badInput.mts';
import { journey } from './link/journey.mts';
import { rig, route } from './link/rig.mts';

jest.setTimeout(180_000);

beforeAll(async () => {
	await rig.start();
}, 300_000);

afterAll(async () => {
	await route.close();
});

beforeEach(async () => {
	await rig.reset();
});

describeWithBrowser('A person with a browser', journey);
describe('Bad input', badInput);

afterEach(async () => {
	for (const one of await route.n8n.api.listExecutions({ status: ['error', 'crashed'] }, 3)) {
		const execution = await route.n8n.api.getExecution(one.id);
		const { error, lastNodeExecuted } = execution.data.resultData;
		console.log(one.id, one.mode, lastNodeExecuted, error?.message, error?.description);
	}
});
