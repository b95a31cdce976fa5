/**
 * Zero width space. Stands inside what a desk would make active by itself – a mention, an address – where the format
 * has no sign that prevents it. What people typed holds none: it is taken out before a note is written.
 */
export const BREAK = '\u200b';

const SELF_LINKING = /www(?=\.\S)|(?:mailto|tel|callto|sips?|xmpp|skype|msteams|slack)(?=:\S)/gi;

/** A name between colons is an emoji; two digits between colons are minutes. */
const EMOJI = /:(?=(?!\d\d:)[\w+'-]{1,100}:)/g;

/**
 * Text in which no name is mentioned, no address becomes a link and no name between colons an emoji, where desks and
 * chats do this to plain text. It reads the same.
 */
export const inert = (text: string): string =>
	text
		.replace(/@(?=\S)/g, `${BREAK}@${BREAK}`)
		.replace(/:(?=\/\/)/g, `:${BREAK}`)
		.replace(SELF_LINKING, `$&${BREAK}`)
		.replace(EMOJI, `:${BREAK}`);

/** `&` where it would begin an entity, which some readers turn back into the sign it stands for. */
export const ENTITY_START = /&(?=#?\w{1,32};)/g;

const encoded = (character: string) =>
	`%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;

/** An address (as the WHATWG parser writes it) without any sign that could end it in a format: each is percent-encoded. */
export const linkTarget = (href: string): string =>
	href.replace(/["'<>()[\]{}|\\^`*$\s]/g, encoded);
