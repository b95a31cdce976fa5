import { again, rig } from './reconcileSessions/again.mts';

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

describe('Unlinked sessions looked at again, with the ledger in PostgreSQL', again);
