/** A `SupportSession` report of about so many bytes: sessions of 60 chat lines each, invented, in the wire's own layout. */
export function reportOf(bytes: number): string {
	const parts = [
		'<?xml version="1.0" encoding="UTF-8"?>\n\n<session_list xmlns="https://www.beyondtrust.com/namespaces/API/reporting">\n',
	];
	let length = parts[0].length;
	for (let number = 1; length < bytes; number++) {
		const session = sessionXml(number);
		parts.push(session);
		length += session.length;
	}
	parts.push('</session_list>\n');
	return parts.join('');
}

function chatLine(start: number, line: number): string {
	const [who, whom] =
		line % 2 === 0 ? ['customer', 'representative'] : ['representative', 'customer'];
	return `<event timestamp="${start + line * 7}" event_type="Chat Message" >
    <performed_by type="${who}" gsnumber="${who === 'customer' ? 32 : 31}">${who === 'customer' ? 'Jamie Rivera' : 'Alex Morgan'}</performed_by>
    <destination type="${whom}" gsnumber="${whom === 'customer' ? 32 : 31}">${whom === 'customer' ? 'Jamie Rivera' : 'Alex Morgan'}</destination>
    <body>Line ${line}: the printer says &quot;paper jam&quot; &amp; prints nothing &lt;at all&gt;, since Tuesday.</body>
</event>
`;
}

function sessionXml(number: number): string {
	const start = 1_770_109_500 + number * 600;
	const iso = (seconds: number) =>
		new Date(seconds * 1_000).toISOString().replace('.000Z', '+00:00');
	const lines = Array.from({ length: 60 }, (_, line) => chatLine(start, line)).join('');
	return `<session lsid="${number.toString(16).padStart(32, '0')}">
    <session_type>support</session_type>
    <lseq>${number}</lseq>
    <start_time timestamp="${start}">${iso(start)}</start_time>
    <end_time timestamp="${start + 590}">${iso(start + 590)}</end_time>
    <duration>00:09:50</duration>
    <public_site id="1">Default</public_site>
    <external_key>ticket:halo:${number}</external_key>
    <custom_attributes><custom_attribute display_name="External Key" code_name="external_key">ticket:halo:${number}</custom_attribute></custom_attributes>
    <file_transfer_count>0</file_transfer_count>
    <primary_customer gsnumber="32">Jamie Rivera</primary_customer>
    <primary_rep gsnumber="31" id="11">Alex Morgan</primary_rep>
    <customer_list><customer gsnumber="32"><username>Jamie Rivera</username><public_ip>198.51.100.23:61606</public_ip><private_ip>10.0.0.4</private_ip><hostname>LAPTOP-7</hostname><os>Windows 11</os><primary_cust>1</primary_cust></customer></customer_list>
    <rep_list><representative gsnumber="31" id="11"><username>amorgan</username><public_display_name>Alex M.</public_display_name><private_display_name>Alex Morgan</private_display_name><public_ip>[2001:db8::15]:56722</public_ip><private_ip>Unknown</private_ip><primary_rep>1</primary_rep><seconds_involved>580</seconds_involved></representative></rep_list>
    <team_list><team id="2"><name>Service Desk</name></team></team_list>
<session_details>
${lines}</session_details>
</session>
`;
}
