import { describeWithBrowser } from '../harness/browser.mts';
import { failing } from './sendInvite/failing.mts';
import { inBrowser } from './sendInvite/inBrowser.mts';
import { journey } from './sendInvite/journey.mts';
import { intoChat, onTicket } from './sendInvite/onTicket.mts';
import { refusals } from './sendInvite/refusals.mts';
import { rig } from './sendInvite/rig.mts';

jest.setTimeout(180_000);

beforeAll(async () => {
	await rig.start();
}, 300_000);

afterAll(async () => {
	await rig.close();
});

beforeEach(async () => {
	await rig.begin();
});

describe('A technician who invites', journey);
describe('What is refused', refusals);
describe('What fails', failing);
describe('A new ticket', onTicket);
describe('An invite for a chat', intoChat);
describeWithBrowser('A technician with a browser who invites', inBrowser);
