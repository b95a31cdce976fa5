import { readiness } from './setup/readiness.mts';
import { rig } from './setup/rig.mts';

jest.setTimeout(120_000);

beforeAll(async () => {
	await rig.start();
}, 300_000);

afterAll(async () => {
	await rig.close();
});

describe('Setting up an empty n8n', readiness);
