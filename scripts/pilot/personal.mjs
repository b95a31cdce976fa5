/**
 * Keeps what is personal out of the result. What comes from outside gets in by `sentence`, `names` and `formOf` only; what was read is
 * remembered, so that it is found wherever it stands.
 */

const GONE = '‹…›';
const MAIL = /[^\s@<>"'()]{1,80}@[^\s@<>"'()]{1,80}/g;
const ADDRESS = /\b[a-z][a-z0-9+.-]{1,10}:\/\/[^\s<>"']+/gi;
const HOST = /\b(?:[a-z0-9-]{1,63}\.)+[a-z]{2,20}\b/gi;
const NUMERIC_HOST = /\b\d{1,3}(?:\.\d{1,3}){3}\b|(?:\b[0-9a-f]{0,4}:){3,7}[0-9a-f]{1,4}\b/gi;
const QUOTED = /"[^"]*"|„[^“]*“|“[^”]*”|«[^»]*»|'[^']*'/g;
const NUMBER = /\b(?=\w*\d)\w{2,}\b/g;

/** Sentences of the appliance that were recorded before, and hold nothing of anybody. */
const KNOWN = new Set([
	'No Support report information matching your chosen criteria is available.',
]);

/** A name that a vendor gave. What tenants add begins otherwise. */
const VENDORS = /^[A-Za-z][A-Za-z0-9 _.:-]{0,60}$/;
const TENANTS = /^(?:u_|x_|cf_|cf[A-Z]|customfield_)/;

/** Several words, or letters with digits, as computers and logins are called. A single word may be one of this project's own. */
const isOfSomebody = (text) =>
	(/\s/.test(text) && text.length > 5) ||
	(/\p{L}/u.test(text) && /\d/.test(text) && text.length > 6);

const LETTER = /[\p{L}\p{N}]/u;

const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

export class Personal {
	#secrets = new Set();
	#read = new Set();
	#named = new Set();
	#vocabulary = new Set();

	/** Never in the file, in whatever letters: host names, logins, tokens, numbers of tickets. */
	hide(...values) {
		for (const value of values) if (value && value.length > 2) this.#secrets.add(value);
	}

	/** Remembers all texts of an answer, however deep they are, and the names of its fields, whose words are the vendor's. */
	learn(value) {
		if (typeof value === 'string') {
			const text = value.trim();
			if (text.length > 2 && text.length < 500) this.#read.add(text);
		} else if (typeof value === 'object' && value !== null) {
			if (!Array.isArray(value)) this.learnNames(Object.keys(value));
			for (const one of Object.values(value)) this.learn(one);
		}
	}

	/** Words of a vendor's own names are no names of people: `exit_survey` says what a survey is called. */
	learnNames(names) {
		for (const name of names.filter((one) => !TENANTS.test(one))) {
			for (const word of name.toLowerCase().split('_')) this.#vocabulary.add(word);
		}
	}

	/** A sentence of somebody else without what may be personal in it: names that were read, addresses, numbers, and whatever is quoted. */
	sentence(text) {
		const line = String(text).replace(/\s+/g, ' ').trim().slice(0, 300);
		if (KNOWN.has(line)) return line;
		const patterns = [ADDRESS, MAIL, NUMERIC_HOST, HOST, QUOTED, NUMBER];
		const bare = patterns.reduce((kept, pattern) => kept.replace(pattern, GONE), line);
		const read = [...this.#read].filter((one) => !this.#vocabulary.has(one.toLowerCase()));
		return without(bare, [...this.#secrets, ...read]);
	}

	/** Names of fields, kinds of events and the like, each once and in order; those that a tenant has made are only counted. */
	names(list) {
		const all = [...new Set(list)].sort((a, b) => a.localeCompare(b, 'en'));
		const own = all.filter((name) => VENDORS.test(name) && !TENANTS.test(name));
		for (const name of own) this.#named.add(name);
		const others = all.length - own.length;
		return [...own, ...(others > 0 ? [`and ${others} of your own`] : [])].join(', ') || 'none';
	}

	/** The same with a number for each; those that a tenant has made are left out. */
	counts(numbers) {
		const own = [...numbers].filter(([name]) => this.names([name]) === name);
		const sorted = own.sort(([a], [b]) => a.localeCompare(b, 'en'));
		return sorted.map(([name, number]) => `${name} ${number}`).join(', ') || 'none';
	}

	/** The form of a time or of another short value: digits are all 0. */
	formOf(value) {
		const text = String(value);
		return /^[\d.:TZ +/-]{1,40}$/.test(text) ? text.replace(/\d/g, '0') : 'another form';
	}

	/**
	 * The whole text once more: nothing that was to be hidden, nothing that looks like an address, and none of the texts of somebody that
	 * were read, in the letters that they have there. Those are told from this project's own words by their capitals.
	 */
	cleaned(text) {
		const patterns = [ADDRESS, MAIL, NUMERIC_HOST];
		const bare = patterns.reduce((kept, pattern) => kept.replace(pattern, GONE), text);
		const foreign = [...this.#read].filter(
			(one) => isOfSomebody(one) && !this.#named.has(one) && !KNOWN.has(one),
		);
		return without(without(bare, [...this.#secrets]), foreign, { isExact: true });
	}
}

/** Without these values, as whole words, the longest first. There may be very many of them, and hardly any is in the text. */
function without(text, values, { isExact = false } = {}) {
	const comparable = (one) => (isExact ? one : one.toLowerCase());
	const all = comparable(text);
	const there = values.filter((value) => all.includes(comparable(value)));
	return there
		.sort((a, b) => b.length - a.length)
		.reduce((kept, value) => {
			const before = LETTER.test(value[0]) ? '(?<![\\p{L}\\p{N}])' : '';
			const after = LETTER.test(value.at(-1)) ? '(?![\\p{L}\\p{N}])' : '';
			const pattern = new RegExp(before + escaped(value) + after, isExact ? 'gu' : 'giu');
			return kept.replace(pattern, GONE);
		}, text);
}
