import { morning } from './digest/morning.mts';
import { rig } from './digest/rig.mts';

jest.setTimeout(120_000);

beforeAll(async () => {
	await rig.start({ store: 'postgres' });
}, 300_000);

afterAll(async () => {
	await rig.close();
});

beforeEach(async () => {
	await rig.begin();
});

describe('The morning digest, with the ledger in PostgreSQL', morning);
