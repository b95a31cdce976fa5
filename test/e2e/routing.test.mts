import { onceEach } from './routing/onceEach.mts';
import { rig } from './routing/rig.mts';
import { routes } from './routing/routes.mts';

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

describe('Where an ended session goes', routes);
describe('Nothing twice, nothing lost', onceEach);
