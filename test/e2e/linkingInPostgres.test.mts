import { badInput } from './linking/badInput.mts';
import { failing } from './linking/failing.mts';
import { journey } from './linking/journey.mts';
import { rig } from './linking/rig.mts';

jest.setTimeout(180_000);

beforeAll(async () => {
	await rig.start({ store: 'postgres' });
}, 300_000);

afterAll(async () => {
	await rig.close();
});

beforeEach(async () => {
	await rig.begin();
});

describe('A technician, with the ledger in PostgreSQL', journey);
describe('Bad input, with the ledger in PostgreSQL', badInput);
describe('What fails, with the ledger in PostgreSQL', failing);
