/** A pattern, what to write instead, and a sentence that must be found. */
export interface Oddity {
	odd: RegExp;
	instead: string;
	found: string;
}

/** What is always wrong in our texts. */
export const ODDITIES: Oddity[] = [
	{ odd: /\btaken for dead\b/i, instead: 'counts as dead', found: 'A run that is taken for dead.' },
	{ odd: /\bthe begin\b/i, instead: 'the start', found: 'The load at the begin was 4.' },
	{
		odd: /\bbelong(s|ed|ing)? into\b/i,
		instead: 'belongs in',
		found: 'It belongs into the package.',
	},
	{
		odd: /\bbehind the address\b|\b(?:stands?|put|add|write|comes?) behind (?:it|them)\b|\bbehind (?:it|them) (?:fills?|stands?|comes?)\b/i,
		instead: 'after',
		found: '`?ticket=1234` behind it fills in the number.',
	},
	{
		odd: /\bsmall letters?\b/i,
		instead: 'lower-case letters',
		found: 'Capitals and small letters.',
	},
	{ odd: /\bsurer\b/i, instead: 'more certain', found: 'The surer of the two.' },
	{
		odd: /\bso many [^.;|]{1,60} (?:are|raise) an alarm\b/i,
		instead: 'this many … raise an alarm',
		found: 'So many sessions without an event are an alarm.',
	},
	{
		odd: /\bwho needs the guarantee takes\b/i,
		instead: 'if you need the guarantee, use',
		found: 'Who needs the guarantee takes PostgreSQL.',
	},
	{
		odd: /\bhand(?:s|ed|ing)? (?:(?:it|them|this|these|that) )?on\b(?!-)/i,
		instead: 'pass on',
		found: 'The sweep hands them on to the route.',
	},
	{
		odd: /\bsome (?:\d[\d,]*|ten|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand)\b/i,
		instead: 'about',
		found: 'It took some twenty hours.',
	},
	{
		odd: /\bas long as (?:it|they) (?:is|are) told to\b/i,
		instead: 'as long as … asks',
		found: 'It waits as long as it is told to.',
	},
	{ odd: /\bof which nobody\b/i, instead: 'that nobody', found: 'A key of which nobody knows.' },
	{
		odd: /\bwhoever [^.;|]{1,60} sees\b/i,
		instead: 'everybody who … sees',
		found: 'Whoever may see the table sees them.',
	},
	{
		odd: /\b(?:is|are) none of (?:ours|yours|theirs|n8n's)\b/i,
		instead: 'is not one of ours',
		found: 'The workflow is none of ours.',
	},
	{ odd: /\bcomes? by it\b/i, instead: 'gets it', found: 'How the desk comes by it.' },
	{ odd: /\bin hands\b(?!-)/i, instead: 'in hand', found: 'What the worker had in hands.' },
	{ odd: /, too\b[^.;|]*, too\b/i, instead: 'also', found: 'The form, too, and the sweep, too.' },
	{ odd: /\be-mail/i, instead: 'email', found: 'E-mails go to the address.' },
	{
		odd: /\b(?:a|this|that|each|every|one) mail\b(?! (?:account|address|client|program|provider|relay|server|service))|\b(?:the|all|these|those|no|many|two|more|several|of|new|old) mails\b/i,
		instead: 'an email, emails',
		found: 'It sends all mails.',
	},
	{
		odd: /\bmessage of the morning\b/i,
		instead: 'digest',
		found: 'The message of the morning says so.',
	},
	{
		odd: /(?<!\b(?:there|here) )\bis no (?:agent|appliance|attempt|session|technician)\b/i,
		instead: 'is not a',
		found: 'An outage is no attempt.',
	},
];

/** Each place where one is, in a text of one line, with some words around it. */
export const places = (text: string, odd: RegExp): string[] =>
	[...text.matchAll(new RegExp(odd, 'gi'))].map(({ 0: found, index, input }) =>
		input.slice(Math.max(0, index - 40), index + found.length + 40),
	);

/** Every place of a text that is odd, with what it should be. */
export const oddPlaces = (text: string, oddities = ODDITIES): string[] =>
	oddities.flatMap(({ odd, instead }) =>
		places(text, odd).map((place) => `${place} -> ${instead}`),
	);
