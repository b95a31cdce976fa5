import { again } from './route/again.mts';
import { alsoInHalo } from './route/alsoInHalo.mts';
import { fourRoutes } from './route/fourRoutes.mts';
import { inPostgres } from './route/inPostgres.mts';
import { kept } from './route/kept.mts';
import { late } from './route/late.mts';
import { once } from './route/once.mts';
import { refusals } from './route/refusals.mts';
import { rig } from './route/rig.mts';
import { settings } from './route/settings.mts';
import { setUp } from './route/setUp.mts';
import { sweep } from './route/sweep.mts';
import { tidy } from './route/tidy.mts';
import { typed } from './route/typed.mts';

jest.setTimeout(120_000);

beforeAll(async () => {
	await rig.start();
}, 300_000);

afterAll(async () => {
	await rig.close();
});

beforeEach(() => {
	rig.reset();
});

describe('The four routes of an ended session', fourRoutes);
describe('What the settings change', settings);
describe('Nothing twice', once);
describe('Nothing lost', kept);
describe('What the desk refuses', refusals);
describe('The sweep', sweep);
describe('Another try', again);
describe('What came late', late);
describe("HaloPSA's own list", alsoInHalo);
describe('Old rows', tidy);
describe('The route', inPostgres);
describe('What people typed', typed);
describe('The set-up', setUp);

describe.each(['fr', 'de', 'odd'] as const)('With an appliance that speaks %s', (language) => {
	beforeAll(() => {
		rig.language = language;
	});

	afterAll(() => {
		rig.language = 'en';
	});

	describe('the four routes of an ended session', fourRoutes);
	describe('the sweep', sweep);
	describe('what came late', late);
});
