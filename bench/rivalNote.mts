/** The rival's Code node: from the XML node's JSON to the action for the desk, with the note that our route writes. */
export const rivalNote = `
const list = (one) => (one === undefined ? [] : Array.isArray(one) ? one : [one]);
const text = (one) => (one && typeof one === 'object' ? (one._ ?? '') : (one ?? ''));
const entities = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escape = (value) => String(value).replace(/[&<>"']/g, (character) => entities[character]);
const session = $json.session_list.session;
const at = (seconds) => DateTime.fromSeconds(Number(seconds));
const day = (time) => at(time.timestamp).toFormat('yyyy-MM-dd HH:mm:ss ZZZZ');
const clock = (seconds) => at(seconds).toFormat('HH:mm:ss');
const address = (value) => String(value).replace(/^\\[(.+)\\](:\\d+)?$/, '$1').replace(/^(\\d+\\.\\d+\\.\\d+\\.\\d+):\\d+$/, '$1');
const size = (bytes) => (bytes < 1024 ? bytes + ' B' : (bytes / 1024).toFixed(1) + ' KB');
const seconds = Number(session.end_time.timestamp) - Number(session.start_time.timestamp);
const representative = list(session.rep_list.representative).find((one) => one.primary_rep === '1');
const customer = list(session.customer_list.customer).find((one) => one.primary_cust === '1');
const ticket = Number(/(\\d+)$/.exec(session.external_key)[1]);
const facts = [
	['Representative', representative.private_display_name + ' (' + representative.public_display_name + ')'],
	['Customer', customer.username + ', ' + customer.info.company],
	['Started', day(session.start_time)],
	['Ended', day(session.end_time)],
	['Duration', seconds < 60 ? seconds + ' s' : Math.floor(seconds / 60) + ' min ' + (seconds % 60) + ' s'],
	['Ticket', 'halo ' + ticket],
	['Computer', customer.hostname],
	['Operating system', customer.os],
	['Public address', address(customer.public_ip)],
	['Private address', address(customer.private_ip)],
	['Public portal', text(session.public_site)],
].map(([label, value]) => '<tr><th>' + label + '</th><td>' + escape(value) + '</td></tr>');
const events = list(session.session_details.event);
const chat = events
	.filter((event) => event.event_type === 'Chat Message')
	.map((event) => '<li>' + clock(event.timestamp) + ' <strong>' + escape(text(event.performed_by)) + '</strong>: ' + escape(text(event.body)) + '</li>');
const files = events
	.filter((event) => event.event_type === 'File Upload' || event.event_type === 'File Download')
	.map((event) => [
		clock(event.timestamp),
		event.filename,
		size(Number(event.filesize)),
		event.event_type === 'File Upload' ? 'to the customer' : 'from the customer',
		text(event.performed_by),
	])
	.map((cells) => '<tr>' + cells.map((cell) => '<td>' + escape(cell) + '</td>').join('') + '</tr>');
const [appliance] = /^https?:\\/\\/[^/]+/.exec(session.session_chat_view_url);
const links = [
	['Report', appliance + '/login/sd_reporting?lsid=' + session.lsid],
	['Chat', session.session_chat_view_url],
].map(([label, href]) => '<li><a href="' + escape(href) + '">' + label + '</a></li>');
const note = [
	'<h3>BeyondTrust session ' + session.lsid + '</h3>',
	'<table>', ...facts, '</table>',
	...(chat.length > 0 ? ['<h3>Chat</h3>', '<ul>', ...chat, '</ul>'] : []),
	...(files.length > 0
		? ['<h3>Files</h3>', '<table><tr><th>Time</th><th>File</th><th>Size</th><th>Direction</th><th>By</th></tr>', ...files, '</table>']
		: []),
	'<h3>Links</h3>', '<ul>', ...links, '</ul>',
].join('\\n');
return [{
	json: {
		ticket_id: ticket,
		outcome: 'Remote Session',
		note_html: note,
		hiddenfromuser: true,
		sendemail: false,
		datetime: new Date(Number(session.end_time.timestamp) * 1000).toISOString(),
	},
}];
`;
