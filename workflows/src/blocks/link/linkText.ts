/**
 * JavaScript for expressions that show people what the ledger, the appliance and the desk hold.
 *
 * What somebody else typed is made one line, without control characters and without the invisible ones that turn the
 * direction of what follows, and stands between marks that keep a name written from right to left from doing the same.
 */
export const WORDS = `const clean = (text) => String(text ?? '').replace(/[\\u0000-\\u001f\\u007f-\\u009f\\u061c\\u200e\\u200f\\u2028-\\u202e\\u2066-\\u2069]/g, ' ').replace(/\\s+/g, ' ').trim();
	const cut = (text, most) => { const all = [...clean(text)]; return all.length > most ? all.slice(0, most - 1).join('') + '…' : all.join(''); };
	const alone = (text) => '\\u2068' + text + '\\u2069';
	const escape = (text) => String(text).replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
	const html = (text, most = 200) => alone(escape(cut(text, most)));
	const plain = (text, most = 60) => alone(cut(text, most).replace(/</g, '‹').replace(/>/g, '›'));
	const time = (iso) => iso && DateTime.fromISO(iso).isValid ? DateTime.fromISO(iso).toFormat('yyyy-MM-dd HH:mm') : 'no time';
	const minutes = (seconds) => seconds === null || seconds === undefined || seconds === '' ? 'no duration' : Number(seconds) < 90 ? Math.round(Number(seconds)) + ' s' : Math.round(Number(seconds) / 60) + ' min';`;

/** When somebody does something, for people to read. */
export const NOW = "DateTime.now().toFormat('yyyy-MM-dd HH:mm ZZZZ')";
