/** Words for a password as people write them in chats, in the languages of the desks we know. */
export const PASSWORD_WORDS = [
	'pass ?words?',
	'pass ?wd',
	'pass ?phrase',
	'pass ?code',
	'pass',
	'pwd?',
	'psw',
	'pass?w(?:or|ro)[dt]e?s?',
	'passowrd',
	'(?:\\p{L}{2,20}-?)?(?:passwort|kennwort|wachtwoord|losenord)',
	'losungswort',
	'mot de passe',
	'mdp',
	'contrase(?:ñ|n)a',
	'clave',
	'senha',
	'palavra-passe',
	'ww',
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

/** Words for short codes; only digits make what follows one of them. */
export const CODE_WORDS = [
	'pin(?:[ -]?(?:code|nummer|number))?',
	'otp',
	'tan',
	'cvv2?',
	'cvc2?',
	'(?:verification|security|one[ -]?time|mfa|2fa|tfa|sms|auth(?:entication|enticator)?)[ -]?(?:pin|code|password|passcode|token)',
	'(?:best(?:ä|ae)tigungs|sicherheits|einmal)[ -]?code',
];

/** What stands between the word and its value when people speak in sentences: "the password for the VPN is …". */
export const FILLERS = [
	'for',
	'to',
	'of',
	'on',
	'at',
	'in',
	'you',
	'i',
	'we',
	'für',
	'fuer',
	'zum?',
	'zur',
	'vom?',
	'von',
	'am',
	'de',
	'du',
	'del',
	'des',
	'pour',
	'para',
	'voor',
	'van',
	'till',
	'til',
	'per',
	'again',
	'now',
	'new',
	'neu',
];

/** "is", "was", "changed to" and their like. */
export const VERBS = [
	'is',
	"'s",
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
	'auf',
	'est',
	"c['’]est",
	'es',
	'é',
	'era',
	'är',
	'er',
	'to jest',
	'je',
	'on',
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
];

/** What is said about a password without saying it: "the password is wrong". Lower case, without punctuation. */
export const NO_SECRETS = new Set(
	`a about above accepted again all also always an and any anymore as asked at be because been before being below
	blank but by can case caps cannot changed changing complex correct created default denied different disabled done
	easy email emailed empty enabled encrypted enough entered entering even everything exactly expired expiring expires
	failing fine for forgotten from getting given going gone good gets had hard has have here hidden how i if in
	incorrect incorrectly invalid it its it's just known lost locked long longer me mentioned mine missing my needed
	never new next no not nothing now obviously of off ok okay old on only our out outdated please private protected
	provided ready really refused rejected required reset resetting retrieved right safe same saved secret secure
	sensitive sent set shared short shown similar simple so something stale still stored strong temporary that the their
	there they this to too two typed under unchanged under unknown unsafe up updated used valid very via visible was we
	weak were what when where which why will with without working works written wrong you your
	abgelaufen aber als auch bekannt dein dem den der die das dass denn ein eine einen falsch fehlt geändert gesperrt
	gespeichert gültig hier ich ihr immer in inkorrekt jetzt kein keine korrekt leer mein mit nicht nie noch nötig nur
	nun ok okay richtig schon sehr sein sie so unbekannt und ungültig vergessen von weg wie wieder wo zu zurückgesetzt
	au bon correct dans expiré faux incorrecte invalide le la les mon ne oublié pas perdu plus pour sur trop un une vide
	aquí caducada correcta el en incorrecta inválida la lo mal muy no olvidada para que sin un una vacía válida
	não errada expirada inválida het de een fout geen niet verlopen verkeerd`.split(/\s+/),
);

/** Words for a name and a password together: "login: kiosk / …". */
export const ACCOUNT_WORDS = [
	'log[ -]?ins?',
	'creds?',
	'credentials?',
	'accounts?',
	'zugangsdaten',
	'anmeldedaten',
	'logindaten',
	'identifiants?',
	'inloggegevens',
	'credenciales',
	'acceso',
];

/** Codes that are no secrets, by the word before or after. */
export const PUBLIC_CODES = [
	'error',
	'fehler',
	'fout',
	'stop',
	'exit',
	'status',
	'event',
	'zip',
	'post',
	'postal',
	'area',
	'country',
	'dial(?:l?ing)?',
	'bar',
	'qr',
	'promo(?:tion)?',
	'discount',
	'voucher',
	'product',
	'item',
	'order',
	'source',
	'colou?r',
	'cost',
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
	'authenticator',
	'token',
	'received',
	'reçu',
	'recibido',
	'erhalten',
	'ontvangen',
];
