import { describeWithBrowser } from '../harness/browser.mts';
import { byEmail } from './invite/byEmail.mts';
import { failing } from './invite/failing.mts';
import { inBrowser } from './invite/inBrowser.mts';
import { intoTheChat } from './invite/intoChat.mts';
import { many } from './invite/many.mts';
import { once } from './invite/once.mts';
import { onTicket } from './invite/onTicket.mts';
import { rig } from './invite/rig.mts';
import { technicians } from './invite/technicians.mts';

jest.setTimeout(120_000);

beforeAll(async () => {
	await rig.start();
}, 300_000);

afterAll(async () => {
	await rig.close();
});

beforeEach(async () => {
	await rig.reset();
});

describe('The technicians', technicians);
describe('By e-mail', byEmail);
describe('Into the chat', intoTheChat);
describe('What goes wrong', failing);
describe('Nothing twice', once);
describe('A new ticket', onTicket);
describe('Many', many);
describeWithBrowser('In a browser', inBrowser);
