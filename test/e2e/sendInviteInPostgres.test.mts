import { failing } from './sendInvite/failing.mts';
import { journey } from './sendInvite/journey.mts';
import { onTicket } from './sendInvite/onTicket.mts';
import { refusals } from './sendInvite/refusals.mts';
import { rig } from './sendInvite/rig.mts';

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

describe('A technician who invites, with the ledger in PostgreSQL', journey);
describe('What is refused, with the ledger in PostgreSQL', refusals);
describe('What fails, with the ledger in PostgreSQL', failing);
describe('A new ticket, with the ledger in PostgreSQL', onTicket);
