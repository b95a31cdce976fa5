import { redact, redactChat } from '../../../nodes/shared/session/redact';

describe('redact', () => {
	test.each([
		['password is Hunter22', 'password is [redacted: password]'],
		['Password: Hunter22', 'Password: [redacted: password]'],
		['pw: abc', 'pw: [redacted: password]'],
		['PW=abc', 'PW=[redacted: password]'],
		['Passwort: Sommer2026!', 'Passwort: [redacted: password]'],
		['Das Passwort lautet Sommer', 'Das Passwort lautet [redacted: password]'],
		['das Kennwort ist jetzt Winter26', 'das Kennwort ist jetzt [redacted: password]'],
		['my pass = X9', 'my pass = [redacted: password]'],
		['my password is banana', 'my password is [redacted: password]'],
		['the password for the VPN is banana', 'the password for the VPN is [redacted: password]'],
		['password for admin: banana', 'password for admin: [redacted: password]'],
		['Password (admin): "two words"', 'Password (admin): [redacted: password]'],
		['I changed the password to Spring#1', 'I changed the password to [redacted: password]'],
		['password -> Spring#1', 'password -> [redacted: password]'],
		['the password’s hint', 'the password’s hint'],
		['use password Hunter22!', 'use password [redacted: password]'],
		['Hunter22 is my password', '[redacted: password] is my password'],
		['Hunter22 is the new wifi password', '[redacted: password] is the new wifi password'],
		['{"password":"abc def"}', '{"password":[redacted: password]}'],
		['<password>abc</password>', '<password>[redacted: password]'],
		['DB_PASSWORD=abc', 'DB_PASSWORD=[redacted: password]'],
		['mysql --password abc -u root', 'mysql --password [redacted: password] -u root'],
		['net user bob Spring1 /add', 'net user bob [redacted: password] /add'],
		['mot de passe : été2026', 'mot de passe : [redacted: password]'],
		['le mot de passe est soleil', 'le mot de passe est [redacted: password]'],
		['la contraseña es sol123', 'la contraseña es [redacted: password]'],
		['пароль: секрет', 'пароль: [redacted: password]'],
		['密码：abc123', '密码：[redacted: password]'],
		['api key: 0a1b2c', 'api key: [redacted: password]'],
		['my passphrase is maple horse battery', 'my passphrase is [redacted: password]'],
		['PIN: 1234', 'PIN: [redacted: code]'],
		['the verification code is 123456', 'the verification code is [redacted: code]'],
		['ftp://bob:secret@files.example.com/x', 'ftp://bob:[redacted: password]@files.example.com/x'],
	])('takes the password out of %j', (text, expected) => {
		expect(redact(text)).toBe(expected);
	});

	test.each([
		'the password is wrong',
		'The password is not working anymore.',
		'my password was reset yesterday',
		'Password is expired, please help',
		'das Passwort ist abgelaufen',
		'I forgot my password',
		'please pass me the phone',
		'password: ********',
		'What is your password?',
		'this is my password manager',
		'the bearer of bad news',
		'pin the window to the task bar',
		'I need to reset my password for Outlook.',
		'Ticket 4711 of 2026-02-03 09:05:00',
	])('leaves %j alone', (text) => {
		expect(redact(text)).toBe(text);
	});

	test.each([
		'4111 1111 1111 1111',
		'4111-1111-1111-1111',
		'4111111111111111',
		'5555555555554444',
		'378282246310005',
		'6011 1111 1111 1117',
		'4111.1111.1111.1111',
	])('takes out the card number %s', (number) => {
		expect(redact(`card ${number}, 12/27`)).toBe('card [redacted: card number], 12/27');
	});

	test('finds a card number beside other numbers', () => {
		expect(redact('2026-02-03 4111 1111 1111 1111 123')).toBe(
			'2026-02-03 [redacted: card number] 123',
		);
	});

	test.each(['4111 1111 1111 1112', '1234567890123456', '+49 30 1234567', '356938035643809'])(
		'leaves the number %s alone, which is no card',
		(number) => {
			expect(redact(number)).toBe(number);
		},
	);

	test.each([
		['Authorization: Bearer abc.def', 'Authorization: Bearer [redacted: token]'],
		['Authorization: Basic dXNlcjpwYXNz', 'Authorization: Basic [redacted: token]'],
		['bearer 0123456789abcdef', 'bearer [redacted: token]'],
		['x eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln y', 'x [redacted: token] y'],
		[`ghp_${'a1'.repeat(18)}`, '[redacted: token]'],
	])('takes the token out of %j', (text, expected) => {
		expect(redact(text)).toBe(expected);
	});

	test('takes out a private key, also one that is cut off', () => {
		const key = '-----BEGIN RSA PRIVATE KEY-----\nMIIB\nAAAA\n';
		expect(redact(`see ${key}-----END RSA PRIVATE KEY----- thanks`)).toBe(
			'see [redacted: private key] thanks',
		);
		expect(redact(`see ${key}`)).toBe('see [redacted: private key]');
	});

	test('leaves an address and a time after "password at" whole', () => {
		for (const text of [
			'I changed my password at https://id.example.com/self-service yesterday',
			'the password at 14:05: wrong again',
		]) {
			expect(redact(text)).toBe(text);
		}
	});
});

describe('what is hidden or spelt in other letters', () => {
	test.each([
		['pass\u200bword: Panther_8', 'pass\u200bword: [redacted: password]'],
		['pa\u00adss\u200dword: Panther_8', 'pa\u00adss\u200dword: [redacted: password]'],
		['ｐａｓｓｗｏｒｄ：ｈｕｎｔｅｒ２２ ok', 'ｐａｓｓｗｏｒｄ：[redacted: password] ok'],
		['my pаsswоrd is Tundra_15', 'my pаsswоrd is [redacted: password]'],
		['𝗽𝗮𝘀𝘀𝘄𝗼𝗿𝗱 is Tundra_15', '𝗽𝗮𝘀𝘀𝘄𝗼𝗿𝗱 is [redacted: password]'],
		['ᴘᴀꜱꜱᴡᴏʀᴅ: Tundra_15', 'ᴘᴀꜱꜱᴡᴏʀᴅ: [redacted: password]'],
		[
			'p\u0336a\u0336s\u0336s\u0336word: Tundra_15',
			'p\u0336a\u0336s\u0336s\u0336word: [redacted: password]',
		],
		['contrasen\u0303a: sol', 'contrasen\u0303a: [redacted: password]'],
		['password – Tundra_15', 'password – [redacted: password]'],
		['card ４１１１ １１１１ １１１１ １１１１.', 'card [redacted: card number].'],
		['card 4111\u200b1111\u200b1111\u200b1111.', 'card [redacted: card number].'],
		['\ue000\ue007 pw: abc', '\ue000\ue007 pw: [redacted: password]'],
	])('hides no secret: %j', (text, expected) => {
		expect(redact(text)).toBe(expected);
	});

	test('stays as it was beside a secret', () => {
		const text = '👩‍👩‍👧 मैं नहीं जानता · ｗｉｄｅ · пароль не подходит';
		expect(redact(text)).toBe(text);
		expect(redact(`${text}, pw: abc, ${text}`)).toBe(`${text}, pw: [redacted: password] ${text}`);
	});
});

/** Redacts lines that begin with who says them. */
const chat = (...lines: string[]) =>
	redactChat(lines.map((line) => ({ by: line[0] === 'S' ? null : line[0], text: line.slice(3) })));

describe('redactChat', () => {
	test.each([
		['What is your password?', 'banana', '[redacted: password]'],
		['please type your password', 'it is Hunter22', 'it is [redacted: password]'],
		['Wie lautet das Passwort?', 'Sommer26!', '[redacted: password]'],
		['can you send me the PIN?', '4711', '[redacted: code]'],
		['what is the pass phrase?', 'lonely otter sings loudly', '[redacted: password]'],
	])('takes the answer to %j out of %j', (question, answer, expected) => {
		expect(chat(`R: ${question}`, `C: ${answer}`)).toEqual([question, expected]);
	});

	test.each([
		['What is your password?', 'no'],
		['What is your password?', 'I do not remember it, can you reset it please'],
		['How are you?', 'banana'],
		['I reset your password.', 'thanks'],
		['What is the error code?', '1603'],
		['what is the pass phrase?', 'I do not know it, sorry'],
		['Which password do you mean?', 'Outlook'],
	])('after %j leaves %j alone', (question, answer) => {
		expect(chat(`R: ${question}`, `C: ${answer}`)).toEqual([question, answer]);
	});

	test('finds the answer some lines below the question, and what the system says between', () => {
		const lines = [
			'R: your password please?',
			'C: one moment',
			'S: Alex shares the screen',
			'R: sure',
		];
		expect(chat(...lines, 'C: Lantern-4Sea').at(-1)).toBe('[redacted: password]');
	});

	test('finds what the same person says next, also in the next line of the message', () => {
		expect(chat('C: my password is', 'C: banana')).toEqual([
			'my password is',
			'[redacted: password]',
		]);
		expect(chat('C: my password is\nbanana\nthanks')).toEqual([
			'my password is\n[redacted: password]\nthanks',
		]);
		expect(chat('C: my password is', 'R: hello', 'C: banana')[2]).toBe('[redacted: password]');
	});

	test('takes the answers to questions for a name and a password for what they are', () => {
		expect(chat('R: your user name and password please', 'C: ahill', 'C: Drizzle88')).toEqual([
			'your user name and password please',
			'ahill',
			'[redacted: password]',
		]);
	});

	test('finds a key and a card over several messages of one person', () => {
		expect(
			chat('C: -----BEGIN PRIVATE KEY-----', 'C: MIIB', 'C: -----END PRIVATE KEY-----', 'C: that'),
		).toEqual([...Array(3).fill('[redacted: private key]'), 'that']);
		expect(chat('C: 4111', 'C: 1111', 'C: 1111', 'C: 1111', 'C: ok').join()).toBe(
			`${Array(4).fill('[redacted: card number]').join()},ok`,
		);
	});

	test('returns as many texts as it was given, in their order', () => {
		expect(chat('C: a', 'S: b', 'C: ', 'R: d')).toEqual(['a', 'b', '', 'd']);
		expect(chat()).toEqual([]);
	});
});
