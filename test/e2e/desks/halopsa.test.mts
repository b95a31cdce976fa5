import type { Control } from '../../desk/halopsa/control.mts';
import { chats } from './halopsa/chats.mts';
import { outage } from './halopsa/outage.mts';
import { deskSuite } from './suite.mts';

deskSuite('halopsa', (house) => {
	outage(house);
	chats(house, () => house.at.control as Control);
});
