import type { Credential, Json, WorkflowJson } from '../harness/api.mts';

/**
 * A desk workflow as docs/desks/your-own.md tells people to build it in the editor, for the simulated HaloPSA: nodes of n8n, and one of this package
 * that renders the note.
 */
export function ownDesk(address: string, credentials: Record<string, Credential>): WorkflowJson {
	const asked = "$('Asked').first().json";
	const builtIn = (name: string, type: string, typeVersion: number, parameters: Json) => ({
		name,
		type: `n8n-nodes-base.${type}`,
		typeVersion,
		parameters,
	});
	const using = (type: string) => ({
		credentials: { [type]: { id: credentials[type].id, name: credentials[type].name } },
	});
	const answer = (name: string, code: string) =>
		builtIn(name, 'set', 3.4, { mode: 'raw', jsonOutput: `={{ ${code} }}`, options: {} });
	const request = (name: string, path: string, neverError = false, more: Json = {}) => ({
		...builtIn(name, 'httpRequest', 4.2, {
			url: `=${address}/api/${path}`,
			authentication: 'genericCredentialType',
			genericAuthType: 'oAuth2Api',
			options: {
				timeout: 30_000,
				response: { response: { fullResponse: true, neverError } },
			},
			...more,
		}),
		...using('oAuth2Api'),
		onError: 'continueErrorOutput',
	});
	const comparison = (left: string) => ({
		options: { caseSensitive: true, leftValue: '', typeValidation: 'loose', version: 2 },
		conditions: [
			{
				id: 'a',
				leftValue: `={{ ${left} }}`,
				rightValue: '',
				operator: { type: 'boolean', operation: 'true', singleValue: true },
			},
		],
		combinator: 'and',
	});
	const when = (name: string, left: string) =>
		builtIn(name, 'if', 2.2, { conditions: comparison(left), options: {} });
	/** Found, not there, or something else. */
	const status = (name: string) =>
		builtIn(name, 'switch', 3.2, {
			rules: {
				values: [200, 404].map((code) => ({
					conditions: comparison(`$json.statusCode === ${code}`),
				})),
			},
			options: { fallbackOutput: 'extra' },
		});
	const operations = ['describe', 'getTicket', 'findTickets', 'putNote'];
	const ticket = (from: string) =>
		`({ id: String(${from}.id), number: String(${from}.id), summary: ${from}.summary, closed: ${from}.status_id === 9, customer: null, openedAt: ${from}.dateoccurred, url: '${address}/ticket?id=' + ${from}.id })`;
	const number = `{{ $json.ticket.trim().replace('#', '').replace(/^0+/, '') }}`;
	const known = `JSON.stringify(one).includes($('The note').first().json.marker)`;
	const told = (outcome: string, noteId: string) =>
		`({ contract: 1, outcome: '${outcome}', ticketId: ${asked}.target.id, noteId: ${noteId} })`;
	const marker = `${asked}.note.marker || $json.note.marker`;
	const text = `${asked}.note.text.replace(/&/g, '&amp;').replace(/</g, '&lt;') + '<br>' + ${asked}.note.marker`;
	const note = `$json.note ? ({ marker: ${marker}, body: $json.note.body.replace($json.note.marker, ${marker}) }) : ({ marker: ${asked}.note.marker, body: ${text} })`;
	const action = `JSON.stringify([{ ticket_id: Number(${asked}.target.id), outcome: 'Private Note', hiddenfromuser: true, sendemail: false, note_html: $('The note').first().json.body }])`;
	const main = (...outputs: string[]) => ({
		main: outputs.map((node) => [{ node, type: 'main', index: 0 }]),
	});
	return {
		name: 'My desk',
		settings: { saveDataSuccessExecution: 'none' },
		nodes: [
			builtIn('Asked', 'executeWorkflowTrigger', 1.1, { inputSource: 'passthrough' }),
			builtIn('Which operation?', 'switch', 3.2, {
				rules: {
					values: operations.map((operation) => ({
						conditions: comparison(`$json.operation === '${operation}'`),
					})),
				},
				options: { fallbackOutput: 'extra' },
			}),
			answer(
				'What it is',
				`({ contract: 1, desk: 'My desk', system: 'mydesk', operations: ${JSON.stringify(operations).replaceAll('"', "'")}, noteFormat: 'html', canWriteAs: false, chats: false, privateNotes: true })`,
			),
			request('Get the ticket', `Tickets/${number}`, true),
			status('Is it there?'),
			answer('The ticket', `({ contract: 1, ticket: ${ticket('$json.body')} })`),
			answer('No ticket', '({ contract: 1, ticket: null })'),
			request(
				'Get the tickets',
				'Tickets?order=id&orderdesc=true&pageinate=true&page_size=100&page_no=1',
			),
			answer(
				'The tickets',
				`({ contract: 1, tickets: $json.body.tickets.slice(0, ${asked}.limit).map((one) => ${ticket('one')}) })`,
			),
			request('Get its ticket', 'Tickets/{{ $json.target.id }}', true),
			status('Can it be written on?'),
			answer('Not found', told('notFound', 'null')),
			when('Is it of a session?', `${asked}.session !== null`),
			answer('The note', note),
			request(
				'Get its notes',
				`Actions?ticket_id={{ ${asked}.target.id }}&includehtmlnote=true&count=1000`,
			),
			when('Is the note there?', `$json.body.actions.some((one) => ${known})`),
			answer('There', told('there', `String($json.body.actions.find((one) => ${known}).id)`)),
			{
				name: 'Render the note',
				type: 'n8n-nodes-beyondtrust.beyondTrust',
				typeVersion: 1,
				parameters: {
					...{ resource: 'session', operation: 'renderNote', format: 'html', options: {} },
					session: `={{ ${asked}.session }}`,
				},
				...using('beyondTrustOAuth2Api'),
			},
			request('Write it', 'Actions', false, {
				method: 'POST',
				sendBody: true,
				specifyBody: 'json',
				jsonBody: `={{ ${action} }}`,
			}),
			answer('Written', told('written', 'String($json.body[0]?.id ?? $json.body.id)')),
			answer(
				'Not now',
				"({ contract: 1, outcome: 'later', said: 'The desk could not be reached.' })",
			),
			answer(
				'Cannot',
				"({ contract: 1, outcome: 'unsupported', said: 'This desk cannot do that.' })",
			),
		],
		connections: {
			Asked: main('Which operation?'),
			'Which operation?': main(
				...['What it is', 'Get the ticket', 'Get the tickets', 'Get its ticket', 'Cannot'],
			),
			'Get the ticket': main('Is it there?', 'Not now'),
			'Is it there?': main('The ticket', 'No ticket', 'Not now'),
			'Get the tickets': main('The tickets', 'Not now'),
			'Get its ticket': main('Can it be written on?', 'Not now'),
			'Can it be written on?': main('Is it of a session?', 'Not found', 'Not now'),
			'Is it of a session?': main('Render the note', 'The note'),
			'Render the note': main('The note'),
			'The note': main('Get its notes'),
			'Get its notes': main('Is the note there?', 'Not now'),
			'Is the note there?': main('There', 'Write it'),
			'Write it': main('Written', 'Not now'),
		},
	};
}
