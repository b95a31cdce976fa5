import { randomUUID } from 'node:crypto';

import { type Json, testOwner } from '../harness/api.mts';
import { inviteUser, Visitor } from '../harness/visitor.mts';
import { AnyDesk } from './anyDesk.mts';
import { House, type HouseOptions, type Published } from './house.mts';

const PASSWORD = 'For-Tests-0nly';
/** A user of n8n, by the name that stands in the address. */
export const user = (firstName: string) => ({
	email: `${firstName.toLowerCase()}@example.com`,
	password: PASSWORD,
	firstName,
	lastName: 'Example',
});

/** A row of the table of technicians. */
export const technician = (
	representativeId: string,
	name: string,
	email: string,
	agentId: string,
): Json => ({
	...{ representativeId, privateName: name, displayName: name, email, agentId },
	...{ agentName: name, enabled: true },
});

/** The house for any desk, with two technicians who have logins, and a user of n8n who is none. */
export class PeopleHouse extends House {
	readonly any = new AnyDesk();

	/** Technicians, and a user of n8n who is none. */
	alex!: Visitor;
	robin!: Visitor;
	sam!: Visitor;

	override async start(options: HouseOptions = {}): Promise<void> {
		await this.any.start();
		await super.start(options);
		await this.furnish();
	}

	/** Makes the people, in a house that stands. */
	async furnish(): Promise<void> {
		const { api, url } = this.n8n;
		this.alex = await Visitor.loggedIn(url, testOwner);
		this.robin = await inviteUser(api, url, user('Robin'));
		this.sam = await inviteUser(api, url, user('Sam'));
		await this.technicians();
	}

	override async close(): Promise<void> {
		await super.close();
		await this.any.close();
	}

	protected override async publishDesk(): Promise<Published> {
		return { workflowId: await this.any.publish(this.n8n.api), url: '' };
	}

	/** The table of technicians: Alex, Robin, and `more`. */
	async technicians(...more: Json[]): Promise<void> {
		await this.empty('beyondtrust_technicians');
		await this.insert('beyondtrust_technicians', [
			technician('11', 'Alex Morgan', testOwner.email.toUpperCase(), '21'),
			technician('14', 'Robin Keller', 'robin@example.com', '22'),
			...more,
		]);
	}
}

/** Of a form, at an address that no other has. */
export const withPath = (parameters: Json) => ({
	...parameters,
	options: { ...(parameters.options as Json), path: `form-${randomUUID()}` },
});
