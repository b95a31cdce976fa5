import { describeWithBrowser } from '../harness/browser.mts';
import { journey } from './linkingHalopsa/journey.mts';
import { outage } from './linkingHalopsa/outage.mts';
import { reconcile } from './linkingHalopsa/reconcile.mts';
import { rig } from './linkingHalopsa/rig.mts';

jest.setTimeout(180_000);

beforeAll(async () => {
	await rig.start();
}, 300_000);

afterAll(async () => {
	await rig.close();
});

beforeEach(async () => {
	await rig.begin();
});

describeWithBrowser('A technician with a browser, at HaloPSA', journey);
describe('A HaloPSA', outage);
describe('The reconciliation at HaloPSA', reconcile);
