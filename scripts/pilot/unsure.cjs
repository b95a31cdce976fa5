/**
 * What the code says that it is not sure of: comments of nodes/ with `UNSURE [area.name]`. The page docs/unsure.md and the pilot are
 * made from this one list. CommonJS, since both tests and scripts read it.
 */
const { readdirSync, readFileSync } = require('node:fs');
const path = require('node:path');

const COMMENT = /\/\*[\s\S]*?\*\/|(?:^[ \t]*\/\/.*\n)+/gm;
const MARK = /^(.*?)\bUNSURE\b(?: \[([a-z]+\.[a-z0-9-]+)\])?[,:]?\s*(.+)$/;

/** What an area is called, by the first part of an id. */
const AREAS = {
	appliance: 'The appliance',
	email: 'Desk by email',
	freshservice: 'Freshservice',
	halopsa: 'HaloPSA',
	jira: 'Jira Service Management',
	servicenow: 'ServiceNow',
	slack: 'Slack',
	teams: 'Microsoft Teams',
	zendesk: 'Zendesk',
};

/** The words of a comment on one line. */
const wordsOf = (comment) =>
	comment
		.replace(/^\s*\/\*+|\*\/\s*$/g, '')
		.split('\n')
		.map((line) => line.replace(/^\s*(?:\*|\/\/)?\s?/, ''))
		.join(' ')
		.replace(/\s+/g, ' ')
		.trim();

/**
 * What a comment is not sure of: from there to its end, with the beginning of a sentence that has the word within it.
 *
 * @returns `{ id, what }`, where `id` is `null` for one without a mark; `null` for a comment that is sure
 */
function unsureIn(comment) {
	const [, before = '', id = null, what] = MARK.exec(wordsOf(comment)) ?? [];
	if (!what) return null;
	const started = before
		.slice(Math.max(before.lastIndexOf('. '), before.lastIndexOf('; ')) + 1)
		.trim();
	const said = started === '' || /[.;]$/.test(started) ? what : `${started} unsure ${what}`;
	return { id, what: said.replace(/\(\s*unsure/, '(unsure') };
}

/** All of a text of source, in its order. */
const unsureOf = (source) =>
	[...source.matchAll(COMMENT)].map(([one]) => unsureIn(one)).filter((one) => one !== null);

/**
 * Everything that the code below `nodes/` is not sure of.
 *
 * @param root the repository's root
 * @returns `[{ id, what, file, area }]`, by area and id; `area` is what people call it
 */
function unsureFacts(root) {
	return readdirSync(path.join(root, 'nodes'), { recursive: true })
		.filter((file) => file.endsWith('.ts'))
		.map((file) => `nodes/${file.split(path.sep).join('/')}`)
		.flatMap((file) =>
			unsureOf(readFileSync(path.join(root, file), 'utf8')).map((one) => ({ ...one, file })),
		)
		.map((one) => ({ ...one, area: AREAS[(one.id ?? '').split('.')[0]] ?? null }))
		.sort((a, b) =>
			`${a.area} ${a.id} ${a.file}`.localeCompare(`${b.area} ${b.id} ${b.file}`, 'en'),
		);
}

module.exports = { AREAS, unsureFacts, unsureOf };
