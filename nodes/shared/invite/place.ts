import { InputError } from '../session/errors';

/** Where in HTML a variable stands. In `address`, its value begins an address that can be opened. */
export type Place = 'text' | 'attribute' | 'address';

const ADDRESSES = /^(?:xlink:)?href$|^(?:src|action|formaction|background|cite|poster|data)$/;
/** Attributes whose text is more than text: scripts, styles, whole documents, lists of addresses. */
const ACTIVE = /^on|^(?:style|srcdoc|srcset)$/;
const SAFE_ADDRESS = /^(?:https?:\/\/|mailto:|tel:)/i;

/**
 * Where the character at `index` of an HTML template stands. Escaping keeps a value harmless in text and in quoted
 * attributes; InputError where it does not: in a tag without quotes, in attributes that are run or loaded, in scripts
 * and style sheets.
 */
export function placeOf(template: string, { index, name }: { index: number; name: string }): Place {
	const before = template.slice(0, index);
	const lower = before.toLowerCase();
	for (const element of ['script', 'style']) {
		if (lower.lastIndexOf(`<${element}`) > lower.lastIndexOf(`</${element}`)) {
			throw harmful(name, `inside <${element}>`);
		}
	}
	const rest = before.slice(before.lastIndexOf('>') + 1);
	const start = rest.search(/<(?:[a-z/!?]|$)/i);
	if (start < 0 || rest.startsWith('<!--', start)) return 'text';
	const open = rest.slice(start).replace(/"[^"]*"|'[^']*'/g, '');
	const attribute = /([\w:-]+)\s*=\s*(?:"([^"]*)|'([^']*))$/.exec(open);
	if (!attribute) throw harmful(name, 'inside a tag without quotes');
	const [, label, double, single] = attribute;
	if (ACTIVE.test(label.toLowerCase())) throw harmful(name, `in the attribute '${label}'`);
	const begins = (double ?? single).trim() === '';
	return begins && ADDRESSES.test(label.toLowerCase()) ? 'address' : 'attribute';
}

/** A value that begins an address must be one that a customer may be sent to: `javascript:` and the like are none. */
export function assertAddress(name: string, value: string): void {
	if (SAFE_ADDRESS.test(value)) return;
	throw new InputError(
		`$${name} is used as an address, but its value is not an address.`,
		'An address starts with https://, http://, mailto: or tel:. No session key was made.',
		'HTML',
	);
}

const harmful = (name: string, where: string) =>
	new InputError(
		`$${name} is ${where}, where a value could become more than text.`,
		'Move it into the text, or into an attribute in quotes. No session key was made.',
		'HTML',
	);
