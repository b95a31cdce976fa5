import { InputError } from '../session/errors';

/** Longest address that mail can carry (RFC 5321). */
const LONGEST_ADDRESS = 254;
const LOCAL_PART = /^[^\s@,;:<>()[\]\\"]{1,64}$/u;
const DOMAIN =
	/^(?:[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}-]{0,61}[\p{L}\p{M}\p{N}])?\.)+[\p{L}\p{N}][\p{L}\p{M}\p{N}-]{0,61}[\p{L}\p{M}\p{N}]$/u;
const ADVICE = 'Enter one address such as anna@example.com. No session key was made.';

/**
 * One email address, or `null` for none, which only an invite into a chat (`toChat`) may have. Throws InputError: for
 * line breaks and other control characters, which could add headers to a mail, and for several addresses.
 */
export function checkedRecipient(given: string, toChat: boolean): string | null {
	if (/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(given)) {
		throw refused('It holds a line break or another character that cannot be seen.');
	}
	const address = given.trim();
	if (address === '') {
		if (toChat) return null;
		throw refused('No recipient is given.');
	}
	if (/[,;]|@.*[\s@]./u.test(address) && !address.includes('<')) {
		throw refused('It contains more than one address, and an invite goes to one recipient.');
	}
	if (address.length > LONGEST_ADDRESS) {
		throw refused(
			`It has ${address.length} characters, and an email address has at most ${LONGEST_ADDRESS}.`,
		);
	}
	const at = address.lastIndexOf('@');
	if (!LOCAL_PART.test(address.slice(0, Math.max(at, 0))) || !DOMAIN.test(address.slice(at + 1))) {
		throw refused('This is not an email address.');
	}
	return address;
}

const refused = (message: string) => new InputError(message, ADVICE, 'Recipient');
