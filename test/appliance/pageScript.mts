/** Script of the control page. It builds elements and sets `textContent` only, so nothing typed can become mark-up. */
export const pageScript = String.raw`
'use strict';
const $ = (id) => document.getElementById(id);
const make = (tag, properties = {}, ...children) => {
	const node = Object.assign(document.createElement(tag), properties);
	node.append(...children);
	return node;
};
/* As the desks show their times. */
const stamp = (milliseconds) => new Date(milliseconds).toISOString();
const clock = (unix) => stamp(unix * 1000).slice(11, 19) + ' UTC';

async function send(command, fields) {
	const answer = await fetch('/control/' + command, {
		method: 'POST',
		headers: { 'Content-Type': 'application/json' },
		body: JSON.stringify(fields),
	});
	const result = await answer.json();
	$('message').textContent = answer.ok ? '' : result.error;
	await refresh();
	return answer.ok;
}

const button = (label, command, fields, kind = '') =>
	make('button', { textContent: label, type: 'button', className: kind, onclick: () => send(command, fields) });

const row = (...cells) =>
	make('tr', {}, ...cells.map((cell) => (cell instanceof Node ? make('td', {}, cell) : make('td', { textContent: cell }))));

const table = (id, names, rows) => {
	const head = make('tr', {}, ...names.map((textContent) => make('th', { textContent })));
	$(id).replaceChildren(...(rows.length > 0 ? [head, ...rows] : [row('none')]));
};

function lineForm(lsid, command, placeholder, choices, label) {
	const input = make('input', { placeholder, required: true, name: 'text' });
	const from = make('select', {}, ...choices.map(([value, textContent]) => make('option', { value, textContent })));
	const form = make('form', {}, ...(choices.length > 1 ? [from] : []), input, make('button', { textContent: label }));
	form.dataset.key = lsid + command;
	form.onsubmit = async (event) => {
		event.preventDefault();
		const text = input.value;
		input.value = '';
		if (!(await send(command, { lsid, from: from.value, text }))) input.value = text;
	};
	return form;
}

function runningCard(session, representatives) {
	const { lsid } = session;
	const owner = session.owner ? session.owner.name : 'nobody yet';
	const lines = make('div', { className: 'lines' }, ...session.lines.map((line) =>
		make('div', { textContent: clock(line.at) + '  ' + line.by + (line.type === 'Chat Message' ? ': ' : ' (' + line.type + '): ') + line.text })));
	const takers = representatives.filter((one) => one.loggedIn && one.id !== session.owner?.id);
	const chatChoices = [['customer', session.customer], ...(session.owner ? [['representative', owner]] : []), ['system', 'System']];
	const card = make('div', { className: 'card' },
		make('strong', { textContent: session.customer }), ' with ' + owner + ' ',
		make('span', { className: 'soft', textContent: [session.externalKey || 'no external key', ...session.teams, 'since ' + clock(session.startedAt)].join(' · ') }),
		make('div', {}, make('code', { textContent: lsid })), lines,
		lineForm(lsid, 'chat', 'Chat line', chatChoices, 'Say it'),
		lineForm(lsid, 'note', 'Note', [[session.owner ? 'representative' : 'system', '']], 'Add the note'),
		make('div', { className: 'row' },
			...(session.owner ? [button('Send a file', 'upload', { lsid, filename: 'driver.msi', filesize: 1048576 }),
				button('Fetch a file', 'download', { lsid, filename: 'spooler.log', filesize: 20480 })] : []),
			button('System information', 'systemInformation', { lsid }),
			...takers.map((one) => button('Hand to ' + one.privateName, 'accept', { lsid, representativeId: one.id })),
			button('End it', 'end', { lsid }, 'main'),
			button('End abnormally', 'endAbnormally', { lsid }, 'bad')));
	card.dataset.key = lsid;
	return card;
}

/* Typed text, chosen options and the focus outlive a refresh. */
function keepTyped(container, draw) {
	const fields = () => [...container.querySelectorAll('form[data-key] input, form[data-key] select')];
	const keyOf = (field) => field.form.dataset.key + field.tagName;
	const before = new Map(fields().map((field) => [keyOf(field), field.value]));
	const focused = container.contains(document.activeElement) && document.activeElement.form ? keyOf(document.activeElement) : null;
	draw();
	for (const field of fields()) {
		const value = before.get(keyOf(field));
		if (value && (field.tagName === 'INPUT' || [...field.options].some((option) => option.value === value))) field.value = value;
		if (keyOf(field) === focused) field.focus();
	}
}

function endedState(session) {
	if (session.state === 'abnormal') return 'abnormal, never complete';
	return session.reported ? 'report complete' : 'report not complete yet';
}

function draw(state) {
	const nameOf = new Map(state.representatives.map((one) => [one.id, one]));
	$('status').textContent = state.offline ? 'offline (' + state.offline + ')' : 'online at ' + state.url;
	$('offline').textContent = state.offline ? 'Go online' : 'Go offline';
	$('offline').onclick = () => send(state.offline ? 'online' : 'offline', {});
	table('teams', ['Id', 'Team', 'Members', 'Issues'], state.teams.map((team) => row(team.id, team.name,
		team.members.map((id) => nameOf.get(id).privateName + (nameOf.get(id).loggedIn ? '' : ' (away)')).join(', ') || 'none', team.issues.join(', '))));
	table('representatives', ['Id', 'Name', 'Shown as', ''], state.representatives.map((one) => row(one.id, one.privateName, one.publicName,
		button(one.loggedIn ? 'Log out' : 'Log in', one.loggedIn ? 'logout' : 'login', { representativeId: one.id }))));
	const chosen = $('representative').value;
	$('representative').replaceChildren(...state.representatives.map((one) => make('option', { value: one.id, textContent: one.privateName })));
	if (chosen) $('representative').value = chosen;
	const running = state.sessions.filter((session) => session.state === 'running');
	keepTyped($('running'), () => $('running').replaceChildren(...(running.length > 0 ? running.map((session) => runningCard(session, state.representatives)) : ['none'])));
	const ended = state.sessions.filter((session) => session.state !== 'running').reverse();
	table('ended', ['Customer', 'Representative', 'External key', 'Ended', 'Report', 'Session'], ended.map((session) => row(session.customer,
		session.owner?.name ?? 'nobody', session.externalKey || 'none', clock(session.endedAt), endedState(session), make('code', { textContent: session.lsid }))));
	table('keys', ['Key', 'Queue', 'External key', 'Expires', ''], [...state.keys].reverse().slice(0, 15).map((key) => row(key.shortKey, key.queueId,
		key.externalKey || 'none', stamp(key.expires * 1000).slice(0, 16).replace('T', ' ') + ' UTC',
		key.lsid ? 'used' : make('a', { href: key.url, target: '_blank', textContent: 'open as the customer' }))));
	$('queue').replaceChildren(...(state.recipients.length > 0 ? state.recipients.map((one) => make('p', { className: one.queue.length > 0 ? 'warn' : 'soft',
		textContent: one.url.replace(/[?].*/, '?…') + ': ' + one.queue.length + ' queued' + (one.queue.length > 0 ? ', waiting for ' + one.queue[0].fields.event : '') })) : ['No recipient is set.']));
	table('deliveries', ['At', 'Event', 'Session', 'Attempt', 'Status', 'ms', 'Outcome', ''], [...state.deliveries].reverse().slice(0, 25).map((one) => row(
		clock(one.at / 1000), one.event, make('code', { textContent: one.lsid.slice(0, 8) }), one.attempt, one.status || one.error,
		one.ms, one.outcome, button('Send again', 'replayEvent', { deliveryId: one.id }))));
}

async function refresh() {
	try {
		draw(await (await fetch('/control/state')).json());
	} catch {
		$('status').textContent = 'the appliance does not answer';
	}
}

for (const form of document.querySelectorAll('form[data-command]')) {
	form.onsubmit = (event) => {
		event.preventDefault();
		const fields = Object.fromEntries([...new FormData(form)].filter(([, value]) => value !== ''));
		if (fields.representativeId) fields.representativeId = Number(fields.representativeId);
		void send(form.dataset.command, fields);
	};
}
void refresh();
setInterval(refresh, 1500);
`;
