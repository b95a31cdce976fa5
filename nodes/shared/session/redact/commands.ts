const VALUE = `("[^"\\n]{1,200}"|'[^'\\n]{1,200}'|\\S+)`;

const form = (before: string) => new RegExp(`(${before})${VALUE}`, 'giu');

/** Passwords in commands. In each the first group stands before the value, the second is the value. */
export const COMMAND_LINES = [
	// `--password X`, `-pw X`, `runas … /p:X`
	form(
		'(?<!\\S)--?(?:password|passwd|passphrase|pass|pwd|pw)[ =]|(?<!\\S)/p(?:w|wd|ass|assword)?:',
	),
	// `net user name X`
	form('\\bnet1?[ \\t]{1,3}user[ \\t]{1,3}[^\\s/]{1,104}[ \\t]{1,3}(?![/])'),
	// `net use Z: \\host\share /user:name X`
	form('\\bnet1?[ \\t]{1,3}use[ \\t][^\\n]{1,200}?/user:\\S{1,104}[ \\t]{1,3}(?![/])'),
	// `mysql -u root -pX`
	form('\\b(?:mysql|mysqldump|mysqladmin|mariadb)\\b[^\\n]{0,200}?[ \\t]-p(?=\\S)'),
	// `sshpass -p X`, `psexec … -p X`
	form('\\b(?:sshpass|psexec(?:64)?|plink|pscp|winexe|smbclient)\\b[^\\n]{0,200}?[ \\t]-p[ \\t]'),
	// `curl -u name:X`
	form('\\b(?:curl|wget|http)\\b[^\\n]{0,200}?[ \\t](?:-u|--user)[ =]["\']?[^\\s:"\']{1,104}:'),
	form('\\bConvertTo-SecureString[ \\t]{1,3}(?:-String[ \\t]{1,3})?(?![-$])'),
];
