import { type CheckedInItem, itemOf } from '../../nodes/shared/ledger/ask';
import { checkIn } from '../../nodes/shared/ledger/checkIn';
import { decide } from '../../nodes/shared/ledger/decide';
import { periodOf } from '../../nodes/shared/ledger/findMissing';
import { TABLES } from '../../nodes/shared/ledger/tables';
import { ended, event, ID, linkedBy, NOW, settings } from '../unit/ledger/ended.mts';

const marker = 'the marker';

function checkedIn(): CheckedInItem {
	const checked = checkIn(event(), null, settings, NOW);
	return { ...checked, goes: 'new', before: {}, settings };
}

function decided(key: string) {
	const input = {
		checkedIn: checkedIn(),
		before: {},
		read: ended(linkedBy(key)),
		technicians: [],
		settings: { ...settings, unsignedLinks: 'ifCustomerFits' as const },
		system: 'halo',
		marker,
	};
	return itemOf(decide(input), checkedIn(), input.read, []);
}

/** What Ledger: List Ended Sessions gives; of a time in which nothing ended. */
const asked = {
	period: periodOf(null, settings, NOW),
	last: {},
	applianceId: 'A',
	listed: [],
	failure: null,
	failureKind: null,
};

/** What every desk is asked first. */
const described = (system: string) => () => ({
	asked: { contract: 1, operation: 'describe' },
	settings: { system },
});

/** Parameters of one run of each operation of the ledger; `items` are what comes in, where that matters. */
export const ledgerSamples: Record<string, () => object> = {
	'chat/slack': () => ({
		came: { invite: { recipient: 'C0HELP001', subject: 'Hello', text: 'All is well.', html: '' } },
		settings: { address: 'https://slack.com/api', system: 'slack', to: '' },
		purpose: 'team',
	}),
	'chat/teams': () => ({
		came: { invite: { recipient: 'alex@desk.example', subject: 'Hello', text: 'All is well.' } },
		settings: { address: 'https://graph.microsoft.com/v1.0', system: 'teams', to: '' },
		purpose: 'team',
	}),
	// Of one that gave nothing, so that the last page comes next.
	'desk/check': () => ({
		settings,
		state: { step: 0, typed: '1201', startedAt: 0, operations: null, rows: [] },
		answers: [],
	}),
	'desk/email': described('email'),
	'desk/freshservice': described('freshservice'),
	'desk/haloPsa': described('halo'),
	'desk/jiraServiceManagement': described('jira'),
	'desk/serviceNow': described('servicenow'),
	'desk/zendesk': described('zendesk'),
	'ledger/checkIn': () => ({ came: event(), row: {}, settings }),
	'ledger/checkOut': () => ({
		decision: {
			...decided('ticket:halo:1201'),
			...{ goes: 'desk', target: { kind: 'ticket', id: '1201' }, lateHash: 'h' },
		},
		answer: { contract: 1, outcome: 'written', ticketId: '1201', noteId: '4' },
	}),
	'ledger/decide': () => ({ checkedIn: checkedIn(), session: ended(linkedBy('ticket:halo:1201')) }),
	'ledger/decideOnTicket': () => ({
		decision: decided('ticket:halo:1201'),
		answer: { contract: 1, ticket: null },
	}),
	'ledger/digest': () => ({ settings }),
	'ledger/endSweep': () => ({ listed: asked }),
	'ledger/findMissing': () => ({
		listed: { ...asked, listed: [{ sessionId: ID, endedAt: new Date(NOW).toISOString() }] },
		settings,
	}),
	'ledger/findTables': () => ({}),
	'ledger/listEnded': () => ({ last: {}, settings }),
	'ledger/readSettings': () => ({}),
};

/** What n8n's list of data tables holds. */
export const listedTables = Object.keys(TABLES).map((name, index) => ({
	id: `table-${index}`,
	name,
}));
