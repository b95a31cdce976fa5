import { byForm } from './sendInvite/byForm.mts';
import { onceAndFailing } from './sendInvite/onceAndFailing.mts';
import { rig } from './sendInvite/rig.mts';
import { who } from './sendInvite/who.mts';

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

describe('An invite by the form, with the ledger in PostgreSQL', byForm);
describe('Who may send invites, with the ledger in PostgreSQL', who);
describe('Once, and what fails, with the ledger in PostgreSQL', onceAndFailing);
