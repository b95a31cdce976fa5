import { reconcile } from './reconcile/reconcile.mts';
import { desks } from './reconcile/rig.mts';
import { thousand } from './reconcile/thousand.mts';

jest.setTimeout(120_000);

beforeAll(async () => {
	await desks.start();
}, 300_000);

afterAll(async () => {
	await desks.close();
});

describe('Unlinked sessions looked at again', reconcile);
describe('A thousand unlinked sessions and a thousand tickets', thousand);
