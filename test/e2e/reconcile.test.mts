import { digest } from './reconcile/digest.mts';
import { desks } from './reconcile/rig.mts';

jest.setTimeout(120_000);

beforeAll(async () => {
	await desks.start();
}, 300_000);

afterAll(async () => {
	await desks.close();
});

describe('The message each morning', digest);
