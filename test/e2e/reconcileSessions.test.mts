import { again, rig } from './reconcileSessions/again.mts';
import { thousand } from './reconcileSessions/thousand.mts';

jest.setTimeout(120_000);

beforeAll(async () => {
	await rig.start();
}, 300_000);

afterAll(async () => {
	await rig.close();
});

describe('Unlinked sessions looked at again', () => {
	beforeEach(async () => {
		await rig.begin();
	});
	again();
});
describe('A thousand unlinked sessions and a thousand tickets', thousand);
