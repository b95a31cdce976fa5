import { globSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const root = path.join(__dirname, '../../..');
const page = path.join(root, 'docs/unsure.md');

const INTRODUCTION = `# What nobody has seen yet

What this package assumes of appliances, desks and chats because no document says it, in the words of the code that assumes it. Made from the
comments of \`nodes/\` by \`UPDATE_DOCS=1 npm test -- unit docs/unsure\`; a test fails when this page is stale. The code at these places takes
either answer where it can.

What concerns the appliance, [the pilot](pilot.md) compares with a real one; what concerns a desk, *Check a desk* and the page of
the desk say how to find out. If you have seen one of these, tell us.
`;

const COMMENT = /\/\*[\s\S]*?\*\/|(?:^[ \t]*\/\/.*\n)+/gm;

/** The words of a comment on one line. */
const words = (comment: string) =>
	comment
		.replace(/^\s*\/\*+|\*\/\s*$/g, '')
		.split('\n')
		.map((line) => line.replace(/^\s*(?:\*|\/\/)?\s?/, ''))
		.join(' ')
		.replace(/\s+/g, ' ')
		.trim();

/** What a comment is not sure of: from there to its end, with the beginning of a sentence that has the word within it. */
const unsureIn = (comment: string): string | null => {
	const [, before = '', what] = /^(.*?)\bUNSURE\b[,:]?\s*(.+)$/.exec(words(comment)) ?? [];
	if (!what) return null;
	const started = before
		.slice(Math.max(before.lastIndexOf('. '), before.lastIndexOf('; ')) + 1)
		.trim();
	const said = started === '' || /[.;]$/.test(started) ? what : `${started} unsure ${what}`;
	return said.replace(/\(\s*unsure/, '(unsure').replace(/\|/g, '\\|');
};

const AREAS: Array<[RegExp, string]> = [
	[/desk\/serviceNow/, 'ServiceNow'],
	[/desk\/zendesk/, 'Zendesk'],
	[/desk\/jira/, 'Jira Service Management'],
	[/desk\/freshservice/, 'Freshservice'],
	[/desk\/haloPsa/, 'HaloPSA'],
	[/desk\/email/, 'Desk by email'],
	[/chat\/slack/, 'Slack'],
	[/chat\/teams/, 'Microsoft Teams'],
	[/./, 'The appliance'],
];

function made(): string {
	const rows = globSync('nodes/**/*.ts', { cwd: root })
		.map((file) => file.split(path.sep).join('/'))
		.flatMap((file) => {
			const comments = readFileSync(path.join(root, file), 'utf8').match(COMMENT) ?? [];
			const [, area] = AREAS.find(([pattern]) => pattern.test(file)) ?? [];
			return comments
				.map(unsureIn)
				.filter((what) => what !== null)
				.map((what) => `| ${area} | ${what} | \`${file}\` |`);
		})
		.sort((a, b) => a.localeCompare(b, 'en'));
	return `${INTRODUCTION}\n| of | what is not certain | where |\n|---|---|---|\n${rows.join('\n')}\n`;
}

describe('The page of what is unsure', () => {
	it('says what the code says', () => {
		const current = made();
		if (process.env.UPDATE_DOCS === '1') writeFileSync(page, current);
		expect(readFileSync(page, 'utf8')).toBe(current);
	});

	it('finds them in both forms of comments', () => {
		const found = (comment: string) => [...comment.matchAll(COMMENT)].map(([one]) => unsureIn(one));
		expect(found('/** A thing. UNSURE: whether\n * it flies. */')).toEqual(['whether it flies.']);
		expect(found('\t// UNSURE which one: the\n\t// last wins.\n')).toEqual([
			'which one: the last wins.',
		]);
		expect(found("const UNSURE = 'text';\n")).toEqual([]);
	});
});
