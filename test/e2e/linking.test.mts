import { describeWithBrowser } from '../harness/browser.mts';
import { badInput } from './linking/badInput.mts';
import { failing } from './linking/failing.mts';
import { inBrowser } from './linking/inBrowser.mts';
import { journey } from './linking/journey.mts';
import { rig } from './linking/rig.mts';

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

describe('A technician', journey);
describeWithBrowser('A technician with a browser', inBrowser);
describe('Bad input', badInput);
describe('What fails', failing);
