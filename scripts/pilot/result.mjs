/** The result as Markdown, from what was found out. Nothing here reads anything. */

const cell = (text) => String(text).replace(/\s+/g, ' ').replace(/\|/g, '\\|');
const row = (...cells) => `| ${cells.map(cell).join(' | ')} |`;
const table = (heads, rows) => [row(...heads), row(...heads.map(() => '---')), ...rows];

const INTRODUCTION = `# What the pilot saw

Read this before you send it. It was made by reading only: nothing was written to the appliance or to the desk. It is meant to hold no
host name, no name of a person, no address, no text of a ticket or a chat, and no secret; \`‹…›\` stands where something was taken out.`;

/** Those that were asked, and where nothing was seen, what a person can do. */
function askedRows(asked) {
	return asked.map(({ id, what, finding, see }) => {
		const more = finding.outcome === 'not seen' && see ? ` To see it: ${see}.` : '';
		return row(id, finding.outcome, `${finding.seen}.${more}`, what);
	});
}

function partLines({ title, asked, others, facts }) {
	const heads = ['fact', 'outcome', 'what was seen', 'what is not certain'];
	return [
		...(asked.length > 0
			? [`## ${title}: what nobody had seen`, '', ...table(heads, askedRows(asked)), '']
			: []),
		...(others.length > 0
			? [
					...[`## ${title}: cannot be asked by reading`, ''],
					...table(
						['fact', 'how to see it', 'what is not certain'],
						others.map(({ id, see, what }) => row(id, see, what)),
					),
					'',
				]
			: []),
		...(facts.length > 0
			? [
					...[`## ${title}: what else was seen`, ''],
					...table(
						['what', 'seen'],
						facts.map(([label, text]) => row(label, text)),
					),
					'',
				]
			: []),
	];
}

function specificationLines(found) {
	if (found.length === 0) return [];
	return [
		...["## The appliance's specifications", ''],
		...found.flatMap(({ file, title, said, absent }) => [
			`- \`${file}\` – ${title}: ${said}`,
			...absent.map((line) => `  - absent: ${line}`),
		]),
		'',
	];
}

/** How many facts came out how, by outcome. */
export function outcomesOf(parts) {
	const counts = { confirmed: 0, CONTRADICTED: 0, answered: 0, 'not seen': 0 };
	for (const { finding } of parts.flatMap(({ asked }) => asked)) counts[finding.outcome] += 1;
	return counts;
}

/** In one line. */
export const inShort = (parts) =>
	Object.entries(outcomesOf(parts))
		.map(([outcome, number]) => `${outcome} ${number}`)
		.join(', ');

/**
 * The whole file.
 *
 * @param made `{ version, day, specifications, parts }`; a part is `{ title, asked, others, facts }`
 */
export function resultText({ version, day, specifications, parts }) {
	const known = parts.flatMap(({ others }) => others).length;
	return [
		...[INTRODUCTION, ''],
		...[`- package ${version}, Node.js ${process.versions.node.split('.')[0]}, ${day}`],
		`- parts: ${parts.map(({ title }) => title).join(', ')}`,
		...[`- facts: ${inShort(parts)}, cannot be asked by reading ${known}`, ''],
		...parts.flatMap(partLines),
		...specificationLines(specifications),
	].join('\n');
}
