import { describeWithBrowser } from '../../harness/browser.mts';
import { deskNamed } from '../../desk/desks.mts';
import { DeskHouse } from './house.mts';
import { invites } from './invites.mts';
import { people } from './people.mts';
import { routes } from './routes.mts';

jest.setTimeout(180_000);

/** What all templates do with one desk, from its workflow to its pages. `more` adds what only this desk has. */
export function deskSuite(name: string, more?: (house: DeskHouse) => void): void {
	const given = deskNamed(name);
	const house = new DeskHouse(given);

	beforeAll(async () => {
		await house.start();
	}, 300_000);

	afterAll(async () => {
		const { valid = 0, invalid = [] } = house.at?.control.checked ?? {};
		process.stdout.write(
			`${given.template}: ${valid} exchanges as published, ${invalid.length} not\n`,
		);
		await house.close();
	});

	beforeEach(async () => {
		await house.begin();
	});

	it('is found to be in order by the check, which leaves one private note', async () => {
		const { end, no } = await house.check();
		expect(no).toEqual([]);
		expect(end.text).toContain('Nothing is wrong with the desk workflow');
		const notes = house.on(house.number(0));
		expect(notes).toMatchObject([{ isPrivate: true }]);
	});

	describe('The route', () => routes(house));
	describeWithBrowser('A technician with a browser', () => people(house));
	if (given.looks) describe('A new ticket', () => invites(house));
	if (more) describe('What only this desk has', () => more(house));

	it('was asked nothing but what the desk publishes', () => {
		const { valid, invalid } = house.at.control.checked;
		expect(invalid).toEqual([]);
		expect(valid).toBeGreaterThan(given.looks ? 50 : 5);
	});
}
