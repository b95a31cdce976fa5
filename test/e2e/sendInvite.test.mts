import { byForm } from './sendInvite/byForm.mts';
import { onceAndFailing } from './sendInvite/onceAndFailing.mts';
import { rig } from './sendInvite/rig.mts';
import { who } from './sendInvite/who.mts';

jest.setTimeout(120_000);

beforeAll(async () => {
	await rig.start();
}, 300_000);

afterAll(async () => {
	await rig.close();
});

beforeEach(async () => {
	await rig.begin();
});

describe('An invite by the form', byForm);
describe('Who may send invites', who);
describe('Once, and what fails', onceAndFailing);
