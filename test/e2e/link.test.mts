import { describeWithBrowser } from '../harness/browser.mts';
import { badInput } from './link/badInput.mts';
import { failing } from './link/failing.mts';
import { inBrowser } from './link/inBrowser.mts';
import { journey } from './link/journey.mts';
import { rig } from './link/rig.mts';

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
