import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const root = path.join(__dirname, '../../..');
const page = path.join(root, 'docs/unsure.md');

interface Unsure {
	id: string | null;
	what: string;
}

const { unsureFacts, unsureOf } = jest.requireActual<{
	unsureFacts(root: string): Array<Unsure & { area: string; file: string }>;
	unsureOf(source: string): Unsure[];
}>(path.join(root, 'scripts/pilot/unsure.cjs'));

const INTRODUCTION = `# What nobody has seen yet

What this package assumes of appliances, desks and chats because no document says it, in the words of the code that assumes it. Made from the
comments of \`nodes/\` by \`UPDATE_DOCS=1 npm test -- unit docs/unsure\`; a test fails when this page is stale. The code at these places takes
either answer where it can.

[The pilot](pilot.md) asks a live appliance and a live desk whatever of this can be asked by reading, and says of the rest how a person can see
it. If you have seen one of these, tell us, by its id.
`;

/** Ids of what the pilot asks by reading. */
function askedByPilot(): string[] {
	const module = JSON.stringify(path.join(root, 'scripts/pilot/questions.mjs'));
	const program = `
		const { QUESTIONS } = await import(${module});
		console.log(JSON.stringify(QUESTIONS.filter(({ ask }) => ask).map(({ id }) => id)));
	`;
	const printed = execFileSync(process.execPath, ['--input-type=module', '-e', program]);
	return JSON.parse(printed.toString()) as string[];
}

function made(): string {
	const asked = askedByPilot();
	const rows = unsureFacts(root).map(({ id, area, what, file }) => {
		const how = asked.includes(id ?? '') ? 'asks' : 'says how';
		return `| ${area} | \`${id}\` | ${what.replace(/\|/g, '\\|')} | ${how} | \`${file}\` |`;
	});
	return `${INTRODUCTION}\n| of | id | what is not certain | the pilot | where |\n|---|---|---|---|---|\n${rows.join('\n')}\n`;
}

describe('The page of what is unsure', () => {
	it('says what the code says', () => {
		const current = made();
		if (process.env.UPDATE_DOCS === '1') writeFileSync(page, current);
		expect(readFileSync(page, 'utf8')).toBe(current);
	});

	it('finds them in both forms of comments, with their marks', () => {
		expect(unsureOf('/** A thing. UNSURE [bird.wings]: whether\n * it flies. */')).toEqual([
			{ id: 'bird.wings', what: 'whether it flies.' },
		]);
		expect(unsureOf('\t// UNSURE which one: the\n\t// last wins.\n')).toEqual([
			{ id: null, what: 'which one: the last wins.' },
		]);
		expect(unsureOf("const UNSURE = 'text';\n")).toEqual([]);
	});
});
