const MOST = 1_000_000;

const ENTITIES: Record<string, string> = { nbsp: ' ', middot: '·', '#183': '·', '#xb7': '·' };

/** Text as a reader sees it: desks wrap, escape and indent what they were given. */
const seen = (text: string): string =>
	text
		.slice(0, MOST)
		.replace(/<[^<>]{0,2000}>/g, ' ')
		.replace(/&(nbsp|middot|#183|#xb7);/gi, (_, name: string) => ENTITIES[name.toLowerCase()])
		.replace(/\s+/g, ' ');

/** Every text in a value, however deep; bounded, because somebody else made it. */
function textsIn(value: unknown, found: string[] = [], depth = 0): string[] {
	if (typeof value === 'string') found.push(value);
	else if (typeof value === 'object' && value !== null && depth < 40 && found.length < 20_000) {
		for (const one of Object.values(value)) textsIn(one, found, depth + 1);
	}
	return found;
}

/**
 * Whether a note, as the desk gives it back, holds a marker: a text, HTML, or an object with texts anywhere (ADF). The marker is signed,
 * so nobody else can have written it.
 */
export function holds(note: unknown, marker: string | null): boolean {
	const wanted = seen(marker ?? '').trim();
	if (wanted === '') return false;
	const texts = textsIn(note);
	return texts.some((text) => seen(text).includes(wanted)) || seen(texts.join('')).includes(wanted);
}
