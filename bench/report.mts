/** The invented `SupportSession` report that is decoded: the wire's own layout, and every kind of event that it has. */

const prolog =
	'<?xml version="1.0" encoding="UTF-8"?>\n\n<session_list xmlns="https://www.beyondtrust.com/namespaces/API/reporting">\n';

/** Chat lines of one session; with everything else, a session is about 50 kB. */
export const CHAT_LINES = 117;

/** A report of so many sessions, piece by piece: it is long. */
export function* reportOf(sessions: number, chatLines = CHAT_LINES): Generator<string> {
	yield prolog;
	for (let number = 1; number <= sessions; number++) yield sessionXml(number, chatLines);
	yield '</session_list>\n';
}

const isoTime = (seconds: number) =>
	new Date(seconds * 1_000).toISOString().replace('.000Z', '+00:00');

const party = (element: string, type: 'customer' | 'representative') =>
	type === 'customer'
		? `    <${element} type="customer" gsnumber="32">Jamie Rivera</${element}>\n`
		: `    <${element} type="representative" gsnumber="31">Alex Morgan</${element}>\n`;

const event = (at: number, type: string, inside: string) =>
	`<event timestamp="${at}" event_type="${type}" >\n${inside}</event>\n`;

const data = (values: Record<string, string>) =>
	`    <data>\n${Object.entries(values)
		.map(([name, value]) => `            <value name="${name}" value="${value}" />\n`)
		.join('')}        </data>\n`;

/** As people write, with what a note has to redact, to escape or to make harmless among it. */
const sentences = [
	'the printer says &quot;paper jam&quot; &amp; prints nothing &lt;at all&gt;, since Tuesday.',
	'please open https://support.example.com/kb/printer?id=4711&amp;lang=en and tell me what it says there.',
	'I have *restarted* it twice, and _nothing_ changed. [Look](https://example.com) | or ask @robin about it.',
	'my password is: Tuesday-Printer-77 and the user name is the one from last week, I think.',
	'one moment, I am looking for the driver in C:\\Windows\\System32\\spool\\drivers and will be back.',
];

function chatLine(at: number, line: number): string {
	const customerSpeaks = line % 2 === 0;
	const by = party('performed_by', customerSpeaks ? 'customer' : 'representative');
	const to = party('destination', customerSpeaks ? 'representative' : 'customer');
	const body = `    <body>Line ${line}: ${sentences[line % sentences.length]}</body>\n`;
	return event(at, 'Chat Message', by + to + body);
}

/** Joins, shares and departures, as every session has them. */
function comingAndGoing(at: number): string {
	return [
		event(
			at,
			'Conference Member Added',
			party('destination', 'customer') +
				data({
					name: 'Jamie Rivera',
					hostname: 'LAPTOP-7',
					os: 'Windows 11 Enterprise (23H2)',
					private_ip: '10.0.0.4',
					public_ip: '198.51.100.23:61606',
				}),
		),
		event(
			at + 9,
			'Conference Member Added',
			party('destination', 'representative') +
				data({ user_id: '11', username: 'amorgan', public_name: 'Alex M.' }),
		),
		event(
			at + 20,
			'Service Access Allowed',
			party('performed_by', 'customer') +
				party('destination', 'representative') +
				data({ service: 'Screen Sharing', level: 'Full Control', granted_to: 'Alex Morgan' }),
		),
		event(
			at + 30,
			'File Upload',
			`${party('performed_by', 'representative')}    <filename>C:\\Temp\\driver.msi</filename>\n    <filesize>1048576</filesize>\n`,
		),
	].join('');
}

function systemInformation(at: number): string {
	const rows = Array.from(
		{ length: 40 },
		(_, row) => `                <row>
                    <field name="Name">Service ${row}</field>
                    <field name="Status">${row % 3 === 0 ? 'Stopped' : 'Running'}</field>
                </row>
`,
	).join('');
	return event(
		at,
		'System Information Retrieved',
		`${party('performed_by', 'customer')}    <system_information>
        <category name="Services">
            <data>
${rows}            </data>
        </category>
    </system_information>
`,
	);
}

function sessionXml(number: number, chatLines: number): string {
	const start = 1_770_109_500 + number * 600;
	const lines = Array.from({ length: chatLines }, (_, line) => chatLine(start + line * 5, line));
	return `<session lsid="${number.toString(16).padStart(32, '0')}">
    <session_type>support</session_type>
    <lseq>${number}</lseq>
    <start_time timestamp="${start}">${isoTime(start)}</start_time>
    <end_time timestamp="${start + 590}">${isoTime(start + 590)}</end_time>
    <duration>00:09:50</duration>
    <public_site id="1">Default</public_site>
    <external_key>ticket:halo:${number}</external_key>
    <custom_attributes><custom_attribute display_name="External Key" code_name="external_key">ticket:halo:${number}</custom_attribute></custom_attributes>
    <file_transfer_count>1</file_transfer_count>
    <primary_customer gsnumber="32">Jamie Rivera</primary_customer>
    <primary_rep gsnumber="31" id="11">Alex Morgan</primary_rep>
    <customer_list><customer gsnumber="32"><username>Jamie Rivera</username><public_ip>198.51.100.23:61606</public_ip><private_ip>10.0.0.4</private_ip><hostname>LAPTOP-7</hostname><os>Windows 11</os><primary_cust>1</primary_cust></customer></customer_list>
    <rep_list><representative gsnumber="31" id="11"><username>amorgan</username><public_display_name>Alex M.</public_display_name><private_display_name>Alex Morgan</private_display_name><public_ip>[2001:db8::15]:56722</public_ip><private_ip>Unknown</private_ip><primary_rep>1</primary_rep><seconds_involved>580</seconds_involved></representative></rep_list>
    <team_list><team id="2"><name>Service Desk</name></team></team_list>
<session_details>
${comingAndGoing(start)}${lines.join('')}${systemInformation(start + 580)}${event(start + 590, 'Session End', '')}</session_details>
</session>
`;
}
