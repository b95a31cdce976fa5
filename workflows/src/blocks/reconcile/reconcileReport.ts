import type { NodeSpec } from '../../flow';
import { firstOf, object } from '../../nodes';
import { WORDS } from '../link/linkText';

/** Most lines of a list. */
const LINES = 20;

/** What a report is made of: names of nodes, and an expression for how many tickets there were. */
interface Of {
	found: string;
	given: string;
	suggested: string;
	tickets: string;
}

/** What was done, in numbers and in words: `{ sessions, tickets, suggested, newSuggestions, linked, subject, text, html }`. */
export const report = (name: string, { found, given, suggested, tickets }: Of): NodeSpec =>
	object(
		name,
		`(() => {
	${WORDS}
	const changed = (node) => $(node).isExecuted ? $(node).all().map((item) => item.json).filter((row) => row.id) : [];
	const all = $('${found}').all().map((item) => item.json);
	const links = changed('${given}');
	const fresh = changed('${suggested}').filter((row) => row.suggestion);
	const line = (row) => ({ name: cut(row.name || row.sessionId, 120), said: String(row.suggestion ?? '') });
	const some = (list) => list.slice(0, ${LINES}).map(line);
	const left = (list) => list.length > ${LINES} ? ['and ' + (list.length - ${LINES}) + ' more'] : [];
	const parts = [
		links.length ? { heading: links.length + ' given to the route, to be put on tickets', list: links } : null,
		fresh.length ? { heading: fresh.length + ' with a new suggestion', list: fresh } : null,
	].filter(Boolean);
	const plainPart = (part) => [part.heading, ...some(part.list).map((one) => '- ' + alone(one.name) + ': ' + alone(one.said)), ...left(part.list).map((one) => '- ' + one)].join('\\n');
	const htmlPart = (part) => '<h3>' + escape(part.heading) + '</h3><ul>' + some(part.list).map((one) => '<li>' + html(one.name, 120) + ': ' + html(one.said, 250) + '</li>').join('') + left(part.list).map((one) => '<li>' + one + '</li>').join('') + '</ul>';
	return {
		sessions: all.length,
		tickets: ${tickets},
		suggested: all.filter((one) => one.suggestion).length,
		newSuggestions: fresh.length,
		linked: links.length,
		subject: 'Remote sessions: ' + links.length + ' linked, ' + fresh.length + ' new suggestions',
		text: parts.map(plainPart).join('\\n\\n') + '\\n',
		html: parts.map(htmlPart).join(''),
	};
})()`,
		{ executeOnce: true },
	);

/** The parts of the message, from the node that reports. */
export const reportMessage = (name: string) => ({
	subject: `${firstOf(name)}.subject`,
	text: `${firstOf(name)}.text`,
	html: `${firstOf(name)}.html`,
});
