import { missingRight } from './answer';
import type { ApplianceCall } from './calls';
import { getPermissions, granted } from './permissions';
import type { Appliance } from './connection';
import { ApplianceError, Refusal } from './errors';

/**
 * What a refusal of the XML interfaces means. They know no codes, only a sentence in the appliance's language, and each
 * report has a sentence of its own for "nothing found" (sections 4.8 and 12 of the reference). So no list of sentences
 * decides: what a report says to a question that can have no answer is what it says when it finds nothing.
 */
type Meaning = 'nothing' | 'permission' | 'refused';

/** Recorded on the wire, for both reports of sessions, in English: known without asking. */
const RECORDED = 'no support report information matching your chosen criteria is available.';

/** Sentences that are known to mean nothing found: account, report, kind of question and sentence, for all runs of this process. */
const proven = new Set<string>();
const PROVEN_AT_MOST = 2_000;

/** No session has this id. */
const NO_SESSION = '0'.repeat(32);

/** Where the window's time is. */
const TIME = /^(?:start|end)_time$/;

const CHOOSING = /^(?:(?:start|end)_(?:time|date)|duration|lsids?|id)$/;

/** Comparable: a sentence may quote the session that was asked for, and be set in another form of the same letters. */
const normalised = (sentence: string) =>
	sentence
		.normalize('NFKC')
		.replace(/[0-9a-f]{32}/gi, '#')
		.replace(/\s+/g, ' ')
		.trim()
		.toLowerCase();

type Params = ApplianceCall['params'];

/** The same question about a session that cannot be, or about the first second of 1970. */
const hopeless = (params: Params): Params =>
	Object.fromEntries(
		Object.entries(params).map(([name, value]) => {
			if (/^lsids?$/.test(name)) return [name, NO_SESSION];
			return [name, TIME.test(name) || name === 'duration' ? '1' : value];
		}),
	);

/** The same report without saying of what: nobody can find anything or nothing for it. */
const senseless = (params: Params): Params =>
	Object.fromEntries(Object.entries(params).filter(([name]) => !CHOOSING.test(name)));

/** Enough for a refusal. A report that is longer is none, and is not read. */
const MAX_BYTES = 4_096;

/** The sentence that a question is refused with; undefined where it is not. Throws what is neither. */
async function refusalOf(
	appliance: Appliance,
	call: ApplianceCall,
	params: Params,
): Promise<string | undefined> {
	const { path, right, timeout } = call;
	const question = { path, right, timeout, params, repeatable: true, maxBytes: MAX_BYTES };
	return await appliance.call(question).then(
		() => undefined,
		(error: unknown) => {
			if (error instanceof Refusal) return normalised(error.sentence);
			const answered =
				error instanceof ApplianceError && ['tooLarge', 'unreadable'].includes(error.kind);
			if (answered) return undefined;
			throw error;
		},
	);
}

/**
 * Asks what a sentence means. An account without the right is refused in the same words whatever it asks, so that the
 * right must be known to be there; where the account may not ask for its rights, a question without sense must be
 * refused in other words.
 *
 * UNSURE [appliance.right-first]: that an appliance looks at the right before it looks at the question, for an account without access to the
 * Command API whose appliance refuses with HTTP 200.
 */
async function findOut(
	appliance: Appliance,
	call: ApplianceCall,
	sentence: string,
): Promise<Meaning> {
	const right = granted(call.right, await getPermissions(appliance));
	if (right === false) return 'permission';
	if ((await refusalOf(appliance, call, hopeless(call.params))) !== sentence) return 'refused';
	if (right) return 'nothing';
	const other = await refusalOf(appliance, call, senseless(call.params));
	return other === sentence ? 'refused' : 'nothing';
}

/**
 * What a report's refusal means, as the error to throw: `noResults`, `permission`, or the refusal itself. Costs nothing
 * once an account has met a sentence, at most three calls before. Throws ApplianceError where the asking fails.
 */
export async function meaningOf(
	appliance: Appliance,
	call: ApplianceCall,
	refusal: Refusal,
): Promise<ApplianceError> {
	const sentence = normalised(refusal.sentence);
	const nothing = () =>
		new ApplianceError('noResults', 'The appliance has no session that matches.', '', 200);
	const names = Object.keys(call.params).filter((name) => CHOOSING.test(name));
	const report = call.params.generate_report ?? '';
	const name = JSON.stringify([appliance.account, report, names, sentence]);
	if (sentence === RECORDED || proven.has(name)) return nothing();
	const meaning = await appliance.once(
		`meaning ${name}`,
		async () => await findOut(appliance, call, sentence),
	);
	if (meaning === 'permission') return missingRight(call.right, 200);
	if (meaning === 'refused') return refusal;
	if (proven.size >= PROVEN_AT_MOST) proven.clear();
	proven.add(name);
	return nothing();
}
