import { fold } from './fold';

/** A person as somebody wrote them: `said` for people, `parts` folded for comparison. */
export interface Person {
	said: string;
	parts: string[];
}

/** How two names fit. `fit`: 1 the same, 0 not at all. `other`: how sure it is that these are two people, 0 to 1. */
export interface Comparison {
	fit: number;
	other: number;
}

/** How well a given name, a surname or two initials fit by themselves. */
const GIVEN_NAME = 0.45;

const UNKNOWN: Comparison = { fit: 0, other: 0 };

const LONGEST = 80;
const MOST_PARTS = 6;

/** Not part of a name, or not in every spelling of it. */
const SKIPPED = new Set(
	(
		'mr mrs ms miss dr prof sir herr frau hr fr m mme mlle sr sra srta dhr mevr mw ing dipl ' +
		'van von de der den del della di da la le du des zu zum zur ter ten te dos el al y e i jr sr ii iii phd ext'
	).split(' '),
);

/** Words that stand where a name should. */
const NOBODY = new Set(
	(
		'guest general generic default customer client user unknown anonymous nobody admin administrator root reception frontdesk front desk ' +
		'office pc laptop desktop computer workstation test support helpdesk service info it remote noreply no reply ' +
		'kunde kundin gast benutzer unbekannt empfang buro buero klant gebruiker onbekend receptie utilisateur accueil ' +
		'inconnu invite cliente usuario desconocido recepcion shared station kiosk terminal owner team mailbox none na null'
	).split(' '),
);

const plainForms = new Map<string, string>();
const MOST_REMEMBERED = 5_000;

/** German spells ü as ue where it has no umlauts; both become u. Remembered: names are compared many times over. */
function plain(part: string): string {
	const found = plainForms.get(part);
	if (found !== undefined) return found;
	if (plainForms.size >= MOST_REMEMBERED) plainForms.clear();
	const form = part.replace(/([aou])e/g, '$1');
	plainForms.set(part, form);
	return form;
}

/** A name with one of these is a place or a mailbox. */
const PLACES = new Set(
	(
		'office reception frontdesk kiosk terminal station workstation helpdesk monitoring alerts mailbox team desk shop store ' +
		'buro buero empfang zentrale sekretariat kantoor receptie balie accueil secretariat bureau oficina recepcion ufficio'
	).split(' '),
);

/** Each row is one name; the first is the form they are compared in. */
const SHORT_FORMS = (
	'alexander alex sascha xander,alexandra alex sandra sascha,andrew andy drew,anthony tony,antonio toni,' +
	'barbara barb babs,benjamin ben benny,bernard bernie,catherine cathy kate katie kathy cat kat katherine kathryn cathryn,' +
	'charles charlie chuck,christian chris,christine chris chrissy tina christina,christopher chris kit topher,' +
	'daniel dan danny,david dave davy,deborah deb debbie,donald don donnie,dorothy dot dottie,edward ed eddie ted ned,' +
	'elizabeth liz lizzie beth betty eliza lisa lies elisabeth,eleanor ellie nell,emily em emmy,eugene gene,' +
	'francis frank fran,franziska franzi,frances fran fanny,frederick fred freddy frederik,friedrich fritz,' +
	'gabriel gabe,gabriele gabi,geoffrey geoff jeff jeffrey,gerald gerry jerry,gerard gerry,gregory greg,guillaume guy,' +
	'henry harry hank hal,hendrik henk rik,isabella bella izzy isabel,jacob jake,jacqueline jackie,james jim jimmy jamie,' +
	'janet jan,jennifer jen jenny,jessica jess jessie,johannes hans hannes joh jan,john jack johnny jon,jonathan jon jonny,' +
	'jose pepe,joseph joe joey jo,josef sepp jo,joshua josh,judith judy,katharina kathi kati katrin,kenneth ken kenny,' +
	'laurence larry lawrence,leonard leo len lenny,louis lou louie,louise lou lulu,ludwig lutz,manuel manu manolo,' +
	'margaret maggie meg peggy marge greta rita,maria mary mia maja,matthew matt mat,mathieu mat,matthias matze,' +
	'maximilian max,maxwell max,michael mike mick mickey micha mitch,michelle shelly,mohammed mo mohamed muhammad mohammad,' +
	'nathaniel nathan nate,nicholas nick nicky nicolas nico nicholaus klaus,nicole nicky nikki,oliver ollie olli,' +
	'pamela pam,patricia pat patty trish tricia,patrick pat paddy,peter pete,philip phil philipp pip,priscilla cilla,' +
	'rachel rach,raymond ray,rebecca becky becca,richard rick dick ricky rich richie,robert bob rob bobby robbie bert,' +
	'roberto beto,ronald ron ronnie,rudolf rudi,samantha sam sammy,samuel sam sammy,sebastian seb basti bas,' +
	'stephanie steph steffi stefanie,stephen steve stevie steven stefan stephan,susan sue suzy susie susanne suzanne sanne,' +
	'teresa terry tess theresa,terence terry,theodore ted teddy theo,thomas tom tommy thom,timothy tim timmy,' +
	'ulrich uli ulli,valerie val,victoria vicky tori vic,vincent vince vinny,walter walt wally,wilhelm willi,willem wim,' +
	'william bill will billy willy liam,wolfgang wolf,zachary zach zack,ignacio nacho,francisco paco pancho,' +
	'guadalupe lupe,dolores lola,enrique quique,cornelis kees cees,jan jan'
)
	.split(',')
	.map((row) => row.split(' ').map((form) => plain(form)));

const formsOf = new Map<string, Set<string>>();
for (const row of SHORT_FORMS) {
	for (const form of row) {
		const known = formsOf.get(form) ?? new Set();
		known.add(row[0]);
		formsOf.set(form, known);
	}
}

const formsFor = (part: string): string[] => [...(formsOf.get(plain(part)) ?? [])];

const sameForm = (a: string, b: string): boolean => {
	const ofB = formsFor(b);
	return ofB.length > 0 && formsFor(a).some((form) => ofB.includes(form));
};

/**
 * A name, user name or e-mail address to a Person; `null` where it is nobody in particular ("Guest", "Reception", "").
 */
export function personFrom(text: string | null): Person | null {
	const said = (text ?? '').slice(0, LONGEST).trim();
	const shown = /^[^<]*[^<\s]/.exec(said)?.[0] ?? said;
	const account = shown.replace(/^.*\\/, '').replace(/@.*$/, '');
	const bare = account.replace(/[([{][^)\]}]*[)\]}]?/g, ' ');
	const parts = (fold(bare).match(/\p{L}+/gu) ?? []).filter((part) => !SKIPPED.has(part));
	if (parts.every((part) => NOBODY.has(part)) || parts.some((part) => PLACES.has(part)))
		return null;
	return { said, parts: [...new Set(parts)].slice(0, MOST_PARTS) };
}

/** Whether one slip of the keyboard makes one out of the other: a letter more, less, other, or two changed places. */
export function oneSlip(a: string, b: string): boolean {
	if (Math.abs(a.length - b.length) > 1 || Math.min(a.length, b.length) < 4) return false;
	let start = 0;
	while (start < a.length && a[start] === b[start]) start++;
	let endA = a.length;
	let endB = b.length;
	while (endA > start && endB > start && a[endA - 1] === b[endB - 1]) {
		endA--;
		endB--;
	}
	const [restA, restB] = [a.slice(start, endA), b.slice(start, endB)];
	if (restA.length <= 1 && restB.length <= 1) return true;
	return restA.length === 2 && restA[0] === restB[1] && restA[1] === restB[0];
}

const isInitialOf = (letter: string, part: string): boolean =>
	part[0] === letter || formsFor(part).some((form) => form[0] === letter);

function partFit(a: string, b: string): number {
	if (a === b || plain(a) === plain(b)) return 1;
	if (a.length === 1) return isInitialOf(a, b) ? 0.7 : 0;
	if (b.length === 1) return isInitialOf(b, a) ? 0.7 : 0;
	if (sameForm(a, b)) return 0.9;
	return oneSlip(a, b) || oneSlip(plain(a), plain(b)) ? 0.8 : 0;
}

/** The best partner of each part, the surest first; parts without one count 0. */
function pairs(few: string[], many: string[]): number[] {
	const left = new Set(many);
	const ordered = [...few].sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
	return ordered.map((part) => {
		let best = 0;
		let partner = '';
		for (const other of left) {
			const fit = partFit(part, other);
			if (fit > best) [best, partner] = [fit, other];
		}
		if (best > 0) left.delete(partner);
		return best;
	});
}

/** `jblake`, `blakej`, `jordanblake`, `jordanb`, for the parts jordan and blake. */
function isAccountOf(account: string, parts: string[]): boolean {
	if (account.length < 4) return false;
	return parts.some((one) =>
		parts.some(
			(two) =>
				one !== two &&
				(account === one + two ||
					(two.length > 1 && account === one[0] + two) ||
					(one.length > 2 && account === one + two[0])),
		),
	);
}

function compareSingle(single: string, parts: string[]): Comparison {
	if (single.length < 2) return UNKNOWN;
	if (isAccountOf(single, parts)) return { fit: 0.85, other: 0 };
	const best = Math.max(...parts.map((part) => partFit(single, part)));
	if (best >= 0.8) return { fit: GIVEN_NAME * best, other: 0 };
	if (best > 0) return { fit: 0.2, other: 0 };
	return { fit: 0, other: single.length > 2 && parts.length > 1 ? 0.6 : 0.3 };
}

const isLatin = ({ parts }: Person) => parts.some((part) => /\p{Script=Latin}/u.test(part));

/** `jp moreau` for jean, pierre and moreau: the parts with the letters taken apart, where they are initials. */
function spreadInitials(few: string[], many: string[]): string[] {
	if (few.length >= many.length) return few;
	return few.flatMap((part) => {
		if (part.length !== 2 || many.includes(part)) return [part];
		const fits = [...part].every((letter) => many.some((other) => other[0] === letter));
		return fits ? [...part] : [part];
	});
}

/**
 * Compares two names whatever their order, accents, initials, short forms and single slips. A given name alone fits by
 * less than half; a shared surname with another given name is another person; names in two scripts cannot be compared.
 */
export function comparePeople(a: Person, b: Person): Comparison {
	if (isLatin(a) !== isLatin(b)) return UNKNOWN;
	const [short, many] = a.parts.length <= b.parts.length ? [a.parts, b.parts] : [b.parts, a.parts];
	if (short.length === 1) return compareSingle(short[0], many);
	const few = spreadInitials(short, many);
	const fits = pairs(few, many);
	const matched = fits.filter((fit) => fit > 0);
	const whole = fits.some((fit) => fit >= 0.8);
	if (matched.length === fits.length) {
		const mean = matched.reduce((sum, fit) => sum + fit, 0) / fits.length;
		return { fit: whole ? mean : GIVEN_NAME, other: 0 };
	}
	if (fits.length > 2 && fits.filter((fit) => fit >= 0.8).length >= 2)
		return { fit: 0.75, other: 0 };
	return { fit: 0, other: matched.length > 0 ? 0.8 : 1 };
}

/** Expressions for each part of a name that has two and more, in folded text; empty where it has fewer. */
export function namedBy({ parts }: Person): RegExp[] {
	const long = parts.filter((part) => part.length > 1);
	if (long.length < 2) return [];
	return long.map((part) => {
		const spellings = plain(part).replace(/[aou]/g, '$&e?');
		return new RegExp(`(?<![\\p{L}\\p{N}])${spellings}(?![\\p{L}\\p{N}])`, 'u');
	});
}
