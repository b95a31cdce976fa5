import { getLoggedInRepresentatives } from '../../../shared/appliance/command';
import type { Operation } from '../../operation';
import { limited, listProperties } from '../../properties/lists';

export const getAll: Operation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many representatives',
	description: 'Get the representatives who are logged in now',
	properties: [...listProperties],
	async execute({ node, item, appliance }) {
		const representatives = await getLoggedInRepresentatives(await appliance());
		return limited(node, item, representatives).map((representative) => ({ ...representative }));
	},
};
