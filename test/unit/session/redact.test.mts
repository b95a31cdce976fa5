import { InputError } from '../../../nodes/shared/session/errors';
import { patternsFrom, redact, redactAnswer } from '../../../nodes/shared/session/redact';

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

	test('takes out what own patterns match, with or without the global flag', () => {
		expect(redact('EMP-1 and EMP-2', [/EMP-\d/])).toBe('[redacted] and [redacted]');
		expect(redact('EMP-1 and emp-2', patternsFrom(['EMP-\\d', ' ']))).toBe(
			'[redacted] and [redacted]',
		);
	});

	test('names an own pattern that is none', () => {
		expect(() => patternsFrom(['(unclosed'])).toThrow(InputError);
		expect(() => patternsFrom(['(unclosed'])).toThrow("'(unclosed' is not a regular expression.");
	});
});

describe('redactAnswer', () => {
	test.each([
		['What is your password?', 'banana', '[redacted: password]'],
		['please type your password', 'it is Hunter22', 'it is [redacted: password]'],
		['Wie lautet das Passwort?', 'Sommer26!', '[redacted: password]'],
		['can you send me the PIN?', '4711', '[redacted: password]'],
	])('takes the answer to %j out of %j', (question, answer, expected) => {
		expect(redactAnswer(question, answer)).toBe(expected);
	});

	test.each([
		['What is your password?', 'no'],
		['What is your password?', 'I do not remember it, can you reset it please'],
		['How are you?', 'banana'],
		['I reset your password.', 'thanks'],
	])('after %j leaves %j alone', (question, answer) => {
		expect(redactAnswer(question, answer)).toBe(answer);
	});
});
