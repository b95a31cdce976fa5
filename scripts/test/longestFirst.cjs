const { statSync } = require('node:fs');
const { default: Sequencer } = require('@jest/test-sequencer');

/** Files that were seen to take longer than a minute, the longest first. */
const LONG = [
	'session/note.attack',
	'session/note.formats.attack',
	'session/redact.scaling.attack',
	'session/match.attack',
	'simulation/canvas/canvas',
	'chaos/kill',
	'chaos/forged',
	'chaos/queueMode',
	'chaos/killInPostgres',
	'chaos/forgedInPostgres',
	'e2e/start',
	'e2e/canvases',
	'e2e/routing',
	'e2e/sendInvite',
	'e2e/reconcileSessions',
	'e2e/linking',
	'e2e/routingInPostgres',
	'e2e/sendInviteInPostgres',
	'e2e/linkingInPostgres',
	'e2e/desks/halopsa',
	'e2e/desks/zendesk',
	'e2e/desks/servicenow',
	'e2e/desks/jira',
	'e2e/desks/freshservice',
	'e2e/desks/email',
	'e2e/editor',
	'e2e/bothTriggers',
];

const rankOf = ({ path }) => {
	const rank = LONG.findIndex((name) => path.replaceAll('\\', '/').endsWith(`${name}.test.mts`));
	return rank < 0 ? LONG.length : rank;
};

/** What takes longest begins first, also on a machine that has no times of an earlier run, so that with two files at a time none is left for the end. */
module.exports = class LongestFirst extends Sequencer {
	sort(tests) {
		const size = ({ path }) => statSync(path).size;
		return [...tests].sort((a, b) => rankOf(a) - rankOf(b) || size(b) - size(a));
	}
};
