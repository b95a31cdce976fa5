const words = (text: string) => new Set(text.split(/\s+/));

/** What is said about a password without saying it: "the password is wrong". Lower case, without punctuation. */
export const NO_SECRETS = words(
	`a about above attached available accepted again all also always an and any anymore as asked at be because been before being below
	blank but by can case caps cannot changed changing complex correct created default denied different disabled done
	easy email emailed empty enabled encrypted enough entered entering even everything exactly expired expiring expires
	failing fine following follows for forgotten from getting given going gone good greyed gets had hard has have here hidden how i if in
	incorrect incorrectly invalid it its it's just known lost locked long longer me mentioned mine missing my needed
	never new next no not nothing now obviously of off ok okay old on only our out outdated please private protected
	provided ready really refused rejected required reset resetting retrieved right safe same saved secret secure
	sensitive sent set shared short shown similar simple so something stale still stored strong temporary that the their
	there they this to too two typed under unchanged unknown unavailable unclear unsafe stolen compromised confirmed changed required up updated used valid very via visible was we
	weak were what when where which why will with without working works written wrong you your
	abgelaufen aber als auch bekannt dein dem den der die das dass denn ein eine einen falsch fehlt folgendes geändert gesperrt
	gespeichert gültig hier ich ihr immer in inkorrekt jetzt kein keine korrekt leer mein mit nicht nie noch nötig nur
	nun ok okay richtig schon sehr sein sie so unbekannt und ungültig vergessen von weg wie wieder wo zu zurückgesetzt
	au bon correct dans expiré faux incorrecte invalide la le les mon ne oublié pas perdu plus pour sur suivant trop un une vide
	esta este eso quel quelle lequel cuál qual wat welk cosa was aquí caducada correcta el en incorrecta inválida la lo mal muy no olvidada para que siguiente sin un una vacía válida
	non è scaduta sbagliata errata corretta giusta questa quella seguente stata sempre troppo il la lo che di per un una vuota
	não errada expirada inválida het de een fout geen niet verlopen verkeerd volgt vergeten onjuist te`,
);

/** What people say instead of the answer, or before it. Lower case, without punctuation. */
const NO_ANSWERS = words(
	`yes yep yeah nope sure moment minute sec second wait waiting thanks thank thx ty hi hello hey done sorry maybe later great
	pressed typed entered clicked trying checking looking connecting restarting working perfect understood alright correct both none neither nothing any what why who where which when how mine yours yesterday today
	monday tuesday wednesday thursday friday saturday sunday later tomorrow
	ja nein danke klar gern gerne gleich sofort moment sekunde bitte fertig erledigt eingegeben getippt angeklickt geklickt gedrückt geht läuft genau stimmt gut beide keins warum wieso welches
	wo wann gestern heute morgen montag dienstag mittwoch donnerstag freitag verstanden
	oui non merci saisi tapé fait refusé marche voilà d'accord attendez instant parfait pardon compris hier aujourd'hui lequel pourquoi lundi mardi mercredi jeudi
	vendredi exact désolé bonjour
	sí si gracias listo hecho introducida escrita puesta momento claro vale perdón ayer hoy mañana cuál por lunes martes miércoles jueves viernes entendido
	hola perfecto tranquilo
	sì grazie fatto inserita digitata scritta attimo certo scusi ieri oggi quale perché lunedì martedì mercoledì giovedì venerdì capito perfetto ciao ecco
	nee bedankt klaar gedaan ingevoerd getypt momentje prima goed gisteren vandaag welke waarom maandag dinsdag woensdag donderdag vrijdag begrepen fijn
	dank hallo`,
);

/** A word that answers a question about a password without being one. */
export const isTalk = (plain: string): boolean =>
	NO_SECRETS.has(plain) || NO_ANSWERS.has(plain) || /^(?:hm+|ah+|oh+|https?:.*)$/.test(plain);
