/** Names under which content types write charsets of one byte a character. */
const oneByte = /charset\s*=\s*["']?(?:iso-?8859-1|latin-?1|windows-1252|cp1252|us-ascii)\b/i;

/** Percent-encoded bytes of ISO 8859-1; what it does not hold becomes a question mark. */
const latin = (text: string): string =>
	[...text]
		.map((character) =>
			Buffer.from(character.length > 1 || character > '\xff' ? '?' : character, 'latin1'),
		)
		.map(([byte]) => {
			const character = String.fromCharCode(byte);
			return /[\w.*-]/.test(character)
				? character
				: `%${byte.toString(16).padStart(2, '0').toUpperCase()}`;
		})
		.join('');

/** Fields as a form, in the charset that the content type names; in UTF-8 for every other and for none. */
export function formIn(contentType: string | null, fields: Record<string, string>): string {
	if (!oneByte.test(contentType ?? '')) return new URLSearchParams(fields).toString();
	return Object.entries(fields)
		.map(([name, value]) => `${latin(name)}=${latin(value)}`)
		.join('&');
}
