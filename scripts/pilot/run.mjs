import { Appliance, isNamed } from './appliance/appliance.mjs';
import { applianceFacts } from './appliance/facts.mjs';
import { compareSpecifications } from './appliance/specifications.mjs';
import { Desk, deskFacts } from './desks/desk.mjs';
import { ask, questionsAbout, rowsOf } from './questions.mjs';

const CHATS = [
	['Slack', 'slack'],
	['Microsoft Teams', 'teams'],
];

/**
 * What nobody has seen of one area, asked where it can be.
 *
 * @param unsure the facts of unsure.cjs
 * @param whom the appliance or the desk; `null` for one that cannot be asked
 */
async function partOf({ title, area, facts = [] }, unsure, whom) {
	const whatOf = (id) => unsure.find((one) => one.id === id)?.what ?? '';
	const questions = questionsAbout(area).map((one) => ({ ...one, what: whatOf(one.id) }));
	const asked = [];
	for (const question of questions.filter((one) => whom !== null && one.ask)) {
		asked.push({ ...question, finding: await ask(question, whom) });
	}
	const others = questions.filter((one) => whom === null || !one.ask);
	return { title, asked, others, facts: whom === null ? [] : await rowsOf(facts, whom) };
}

/**
 * Asks everything that the options name.
 *
 * @param options of options.mjs, with `personal`
 * @returns `{ specifications, parts }` for result.mjs
 * @throws SetUpError where a login is missing or refused
 */
export async function runPilot(options, unsure, env) {
	const { desk: kind } = options;
	const isApplianceAsked = isNamed(env) || kind === null;
	const appliance = isApplianceAsked ? await Appliance.from(env, options) : null;
	const desk = kind === null ? null : await Desk.from(kind, env, options);
	const parts = [];
	if (appliance) {
		const about = { title: 'The appliance', area: 'appliance', facts: applianceFacts };
		parts.push(await partOf(about, unsure, appliance));
	}
	if (kind) {
		parts.push(await partOf({ title: kind.name, area: kind.area, facts: deskFacts }, unsure, desk));
	}
	for (const [title, area] of CHATS) {
		const part = await partOf({ title, area }, unsure, null);
		if (part.others.length > 0) parts.push(part);
	}
	const specifications = appliance ? await compareSpecifications(appliance, options.keep) : [];
	return { specifications, parts };
}
