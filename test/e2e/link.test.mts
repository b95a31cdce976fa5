import { describeWithBrowser } from '../harness/browser.mts';
import { badInput } from './link/badInput.mts';
import { failing } from './link/failing.mts';
import { journey } from './link/journey.mts';
import { rig, route } from './link/rig.mts';
import { typed } from './link/typed.mts';

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
describeWithBrowser('What people typed', typed);
describe('Bad input', badInput);
describe('What fails', failing);
