/** Words for a password as people write them in chats, in the languages of the desks we know. */
export const PASSWORD_WORDS = [
	'p[a@4][s$5]{2}[ _-]?w[o0]rds?',
	'pass[ -]?wd',
	'pass[ -]?phrases?',
	'pass[ -]?code',
	'pass[ -]?key',
	'pass',
	'pwd?',
	'p\\.? ?[/.] ?w\\.?(?:d\\.?)?',
	'psw',
	'pass?w(?:or|ro)[dt]e?s?',
	'passowrd',
	'(?:\\p{L}{2,20}-?)?(?:pass-?wort|kennwort|wacht-?woord|losenord)',
	'losungswort',
	'mots?[ -]de[ -]passe',
	'mdp',
	'phrase (?:de passe|secr[eè]te)',
	'contra-?se(?:ñ|n)as?',
	'clave',
	'frase (?:secreta|segreta|de paso)',
	"parola[ -](?:d['’] ?ordine|chiave)",
	'chiave (?:(?:del |della )?(?:wi-?fi|rete|wpa2?)|di (?:accesso|rete|sicurezza))',
	'senha',
	'palavra-passe',
	'ww',
	'wachtwoordzin',
	'l(?:ö|o)senord',
	'passord',
	'adgangskode',
	'kodeord',
	'salasana',
	'has(?:ł|l)o',
	'heslo',
	'jelsz(?:ó|o)',
	'parol[ae]',
	'пароль',
	'パスワード',
	'密[码碼]',
	'(?:api|access|secret|client|product|licen[cs]e|encryption|recovery)[ _-]?(?:key|secret)',
	'(?:wi-?fi|wlan|wpa[23]?|network|netzwerk|wireless)[ -]?(?:key|schlüssel|schluessel|sleutel|pw)',
	'cl(?:é|e)[ -](?:(?:du|de)[ -])?(?:wi-?fi|wpa2?|réseau|sécurité|api)',
	'community[ -]string',
	'secret',
	'credentials?',
	'zugangsdaten',
];

/** Words for a password that is a whole sentence. */
export const PHRASE_WORDS = [
	'pass[ -]?phrase',
	'(?:seed|recovery|mnemonic)[ -]phrase',
	'phrase (?:de passe|secr[eè]te)',
	'frase (?:secreta|segreta|de paso)',
	'wachtwoordzin',
];

/** Words for what a password is typed for. */
export const LOGON_WORDS = [
	'log(?:ged|ging)?[ -]?[io]n(?:to)?',
	'sign(?:ed|ing)?[ -]?in',
	'(?:un)?lock(?:ed)?(?: screen)?',
	'get in(?:to)?',
	'einloggen|anmelden|entsperr\\p{L}{1,3}|anmeldung|sperrbildschirm',
	'rein(?:kommen)?',
	'(?:se |vous )?connecte[rz]|ouvrir (?:la|une) session|entrer|déverrouill\\p{L}{1,3}',
	'entrar|iniciar sesión|desbloque\\p{L}{1,3}',
	'entrare|accedere|sblocc\\p{L}{1,4}',
	'inloggen|aanmelden|ontgrendel\\p{L}{0,2}',
];

/** Words for short codes; only digits make what follows one of them. */
export const CODE_WORDS = [
	'pin(?:[ -]?(?:code|nummer|number))?',
	'puk',
	'otp',
	'tan',
	'(?:zahlen)?kombination|combination|combinaison|combinaci[oó]n|combinazione|combinatie',
	'cvv2?',
	'cvc2?',
	'(?:verification|confirmation|security|access|door|gate|entry|alarm|unlock|one[ -]?time|mfa|2fa|tfa|sms|auth(?:entication|enticator)?)[ -]?(?:pin|code|password|passcode|token)',
	'(?:best(?:ä|ae)tigungs|sicherheits|einmal)[ -]?code',
];

/** Just "code", alone or at the end of a longer word: `Türcode`. */
export const PLAIN_CODE_WORDS = ['\\p{L}{0,20}code', 'c[óo]digo', 'codice', 'kod'];

/** Codes that are no secrets, by a word before or after, or in the word itself. */
export const PUBLIC_CODE =
	/(?:stop|exit|status|event|zip|post(?:al|leit)?|area|country|land|dial(?:l?ing)?|bar|streepjes|qr|promo(?:tion)?|discount|voucher|product|item|order|source|quell|bron|colou?r|cost)[ -]?code|(?:code|c[oó]digo|codice) (?:postale?|source|review|page|(?:de |di )?(?:produit|producto|prodotto))|(?:error|fehler|erreur|errore|fout)/iu;

/** What stands between the word and its value when people speak in sentences: "the password for the VPN is …". */
export const FILLERS =
	'for to of on at in you i we für fuer zum? zur vom? von am chez bei de du del della des di da pour para voor van till til per again now new neu'.split(
		' ',
	);

/** "is", "was", "changed to" and their like. */
export const VERBS = [
	'is',
	"['’]s",
	'was',
	'are',
	'will be',
	'should be',
	'must be',
	'would be',
	'(?:set|changed|reset|updated) (?:it )?to',
	'to',
	'ist',
	'lautet',
	'war',
	'wäre',
	'heißt',
	'heisst',
	'auf',
	'est',
	'sera',
	'était',
	"c['’]est",
	'es',
	'será',
	'é',
	'è',
	"e['’]",
	'era',
	'är',
	'er',
	'to jest',
	'je',
	'on',
	'luidt',
];

/** Words that may stand before the value: "is now …". */
export const ADVERBS = [
	'now',
	'still',
	'just',
	'simply',
	'currently',
	'actually',
	'probably',
	'always',
	'again',
	'jetzt',
	'einfach',
	'immer',
	'aktuell',
	'maintenant',
	'ahora',
	'adesso',
	'ora',
	'nu',
	'le',
];

/** "It is …", said of a password that was named just before. */
export const IT_IS = [
	"it(?:['’]s| is| was)",
	'es ist',
	'das ist',
	"c['’]est",
	'het is',
	'dat is',
	'es',
	'è',
];

/** Words for a name and a password together: "login: kiosk / …". */
export const ACCOUNT_WORDS = [
	'log[ -]?ins?',
	'log[ -]?ons?',
	'creds?',
	'credentials?',
	'accounts?',
	'zugang',
	'zugangsdaten',
	'anmeldedaten',
	'anmeldung',
	'logindaten',
	'identifiants?',
	'connexion',
	'inlog(?:gegevens)?',
	'credenciales',
	'credenziali',
	'acceso',
	'accesso',
];

/** Words for the name alone, which stands before the password: "user / password". */
export const USER_WORDS = [
	'user(?:[ -]?names?|[ -]?ids?|s)?',
	'benutzer(?:name)?',
	'utilisateur',
	'usuario',
	'utente',
	'gebruiker(?:snaam)?',
	...ACCOUNT_WORDS,
];

/** Where a one-time code comes from. */
export const CODE_SOURCES = [
	'app',
	'sms',
	'texts?',
	'message',
	'e-?mail',
	'mail',
	'phone',
	'handy',
	'telefon\\p{L}{0,3}',
	'téléphone',
	'teléfono',
	'móvil',
	'cellulare',
	'authenticator',
	'token',
	'received',
	'reçu',
	'recibido',
	'ricevuto',
	'erhalten',
	'ontvangen',
];
