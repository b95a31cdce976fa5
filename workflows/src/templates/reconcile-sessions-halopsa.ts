import { deliverMessage } from '../blocks/deliverMessage';
import { addReconcileNotes } from '../blocks/reconcile/reconcileNotes';
import { FOUND, matchSessions, ticketsRead } from '../blocks/reconcile/reconcileMatch';
import {
	giveToRoute,
	readForReconciliation,
	ROWS,
	writeSuggestion,
} from '../blocks/reconcile/reconcileRows';
import { report, reportMessage } from '../blocks/reconcile/reconcileReport';
import { reconcileSetting, reconcileSettings } from '../blocks/reconcile/reconcileSettings';
import { SETTINGS } from '../blocks/settings';
import { findTables } from '../blocks/store/tables';
import { Flow } from '../flow';
import { everyMinutes, firstOf, js, nothing, object, oneByOne, question, stop } from '../nodes';

const flow = new Flow('Look at unlinked sessions again (HaloPSA)');
const AGAIN = 'Every hour';
const ANY = 'Is there an unlinked session?';
const NONE = 'No session to look at';
const PLAN = 'What is to be done?';
const LINK = 'Is one to be linked?';
const EACH_LINK = 'One link at a time';
const GIVEN = 'Give it to the route';
const OTHERS = 'Which suggestions are other ones?';
const CHANGED = 'Is there another suggestion?';
const EACH_CHANGE = 'One suggestion at a time';
const SUGGESTED = 'Write the suggestion';
const REPORT = 'What was done';
const TELL = 'Is it to be told?';
const DONE = 'Done';
const STOP = 'Stop: the desk did not answer';

flow.add(everyMinutes(AGAIN, 60), reconcileSettings());
const tables = findTables(flow, ['beyondtrust_sessions', 'beyondtrust_technicians']);
const rows = readForReconciliation(flow);
flow.add(
	question(ANY, `$('${ROWS.unlinked}').first().json.id || $('${ROWS.chatted}').first().json.id`),
	nothing(NONE),
);
const matched = matchSessions(flow);
const once = { executeOnce: true };
flow.add(
	stop(
		STOP,
		js(
			"'The tickets could not be read, so nothing was looked at. ' + String($json.error?.message ?? $json.error ?? '')",
		),
	),
	object(
		PLAN,
		`(() => {
	const all = $input.all().map((item) => item.json);
	return { links: all.filter((one) => one.link), changes: all.filter((one) => !one.link && one.changed) };
})()`,
		once,
	),
	question(LINK, '$json.links.length'),
	oneByOne(EACH_LINK, 'links'),
	giveToRoute(GIVEN),
	object(OTHERS, `{ changes: ${firstOf(PLAN)}.changes }`, once),
	question(CHANGED, '$json.changes.length'),
	oneByOne(EACH_CHANGE, 'changes'),
	writeSuggestion(SUGGESTED),
	report(REPORT, { found: FOUND, given: GIVEN, suggested: SUGGESTED, tickets: ticketsRead }),
	question(
		TELL,
		`String(${reconcileSetting('delivery')} ?? '').trim() && ($json.linked || $json.newSuggestions)`,
	),
);
const message = deliverMessage(flow, `String(${reconcileSetting('delivery')}).trim()`, {
	recipient: reconcileSetting('recipient'),
	...reportMessage(REPORT),
});
flow.add(object(DONE, `{ ...${firstOf(REPORT)}, sent: $('${message.sent}').isExecuted }`, once));

flow.path(AGAIN, SETTINGS, tables.first);
flow.path(tables.last, rows.first);
flow.path(rows.last, ANY, matched.first);
flow.on(ANY, 'no', NONE);
flow.on(matched.request, 'error', STOP);
flow.path(matched.last, PLAN, LINK, EACH_LINK, GIVEN, OTHERS, CHANGED, EACH_CHANGE, SUGGESTED);
flow.on(LINK, 'no', OTHERS);
flow.path(SUGGESTED, REPORT, TELL, message.first);
flow.on(CHANGED, 'no', REPORT);
flow.on(TELL, 'no', DONE);
flow.path(message.sent, DONE);

addReconcileNotes(flow, {
	rows: rows.last,
	chats: matched.first,
	found: matched.last,
	links: LINK,
	told: message.sent,
});

export const template = flow.build();
