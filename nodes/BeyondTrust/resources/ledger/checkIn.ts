import type { IDataObject } from 'n8n-workflow';

import type { CheckedInItem } from '../../../shared/ledger/ask';
import { checkIn as check } from '../../../shared/ledger/checkIn';
import { lockFor } from '../../../shared/ledger/lock';
import type { OutboundEvent } from '../../../shared/session/model';
import type { Operation } from '../../operation';
import { jsonProperty, readObject } from '../../properties/json';
import { readSettingsOf, settingsProperty } from './items';

/** Seconds a report is waited for; the ledger lets nobody else at the session meanwhile. */
const LONGEST_WAIT = 600;

export const checkIn: Operation = {
	value: 'checkIn',
	name: 'Check In',
	action: 'Check a session in',
	description:
		'Say what to do about an event, a session that a sweep found or a ticket that a person chose, going by what the ledger says about the session',
	properties: [
		jsonProperty(
			'What Came',
			'came',
			"The event of the trigger, an item of Ledger: Find Missing or a person's choice",
		),
		jsonProperty(
			'Row',
			'row',
			'The row of the session in the ledger. An empty item if there is none.',
		),
		settingsProperty,
	],
	appliance: 'none',
	isRule: true,
	async execute({ node, item }) {
		const advice = 'Pass in an item, as the templates do.';
		const came = readObject<OutboundEvent>(node, item, 'came', 'What Came', advice);
		const before = readObject<IDataObject>(node, item, 'row', 'Row', advice);
		const settings = readSettingsOf(node, item);
		const now = Date.now();
		const checked = check(came, before, settings, now);
		const { todo, first, why, key } = checked;
		const out: CheckedInItem = {
			...checked,
			goes: todo === 'nothing' ? 'nothing' : first ? 'new' : 'known',
			before,
			settings,
		};
		return {
			...out,
			lock: lockFor(key, now),
			// What a sweep asks for ended a while ago, and others wait behind it.
			maxWait: why === 'ended' || why === 'survey' ? LONGEST_WAIT : 0,
			includeSurveys: why !== 'ended',
		} as unknown as IDataObject;
	},
};
