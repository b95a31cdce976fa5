import { fold, tokens } from './fold';

/** Words that say nothing about what a session or a ticket is about, in five languages; folded. */
const STOP = new Set(
	fold(
		'a about after again all also am an and any are as at be because been before but by can could did do does doing done ' +
			'for from get getting go going got had has have he hello help her here hey hi him his how i if in into is issue it its ' +
			'just know let like look me minute moment more morning most my need needed new no not now of off ok okay on one only or ' +
			'our out over please problem problems pls re fw fwd said say see she should since so some still sure take thank thanks ' +
			'that the their them then there they thing this time to today too trying up us use using very want was way we well were ' +
			'what when where which while who will with work working works would yes yesterday you your name team call side ' +
			'session remote support ticket request incident case desk service connect connected customer user afternoon day ' +
			'click button window computer machine try tried check fine good great bye welcome sorry yeah right back down need ' +
			'aber alle als also am an auch auf aus bei bin bis bitte da danke dann das dass dem den der des die doch ein eine einem ' +
			'einen einer er es fur gerade geht gut guten habe haben hallo hat heute hier hilfe ich ihr ihnen im in ist ja jetzt kann ' +
			'kein keine konnen machen mal man mein meine mich mir mit moment morgen nach nein nicht noch nur oder schon sehr sein ' +
			'seit sich sie sind so tag uber um und uns vielen vom von vor war was wenn werden wie wieder wir wird zu zum zur ' +
			'change changed changes new old last next week monday tuesday wednesday thursday friday open opened close closed start started done wait ' +
			'anfrage storung sitzung fernwartung anliegen funktioniert kommt mehr einmal immer ' +
			'au aux avec bien bonjour c ca ce cela cet cette dans de des du elle en est et etait ete fait il je la le les leur ma ' +
			'mais me merci mes moi mon ne non nous on ou oui par pas peut plus pour probleme que qui sa se ses si sur tout tres un ' +
			'une vous votre voir faire suis ai avez assistance demande aide bonsoir deja ici quand ' +
			'al algo aqui buenas buenos como con cuando de del dias donde el ella en es esta este esto favor gracias ha hay hola la ' +
			'las le lo los me mi mis muy necesito no nos o para pero por puede puedo que se ser si sin su sus te tengo tiene todo un ' +
			'una ya yo ayuda problema solicitud asistencia ahora ' +
			'aan al als bij dag dan dat de deze die dit door een en er geen goed goede haar heb hebben heeft het hier hij hoe ik in ' +
			'is ja je kan kunnen maar meer met mij mijn naar nee niet nog nu of om ook op over te tot uit van veel voor waar wat we ' +
			'weer wel wie wij ze zijn zo zou bedankt dank even hulp melding storing doet verzoek graag',
	).split(' '),
);

/** What the same thing is called in five languages; the first word stands for all. Compared as stems. */
const SAME_THING = (
	'printer print drucker drucken druckt imprimante imprimer impresora imprimir afdrukken afdruk,' +
	'password passwort kennwort passwords contrasena wachtwoord credentials passe clave pwd,' +
	'mail email emails mails outlook correo courriel mailbox postfach buzon postvak,' +
	'screen bildschirm ecran pantalla scherm monitor display monitore,' +
	'keyboard tastatur clavier teclado toetsenbord,mouse maus souris raton muis,' +
	'network netzwerk reseau netwerk red lan,wifi wlan wireless,internet online,' +
	'folder ordner dossier carpeta map directory,file datei fichier archivo bestand files dateien bestanden,' +
	'drive laufwerk lecteur unidad schijf share freigabe,slow langsam lent lento traag slowly lente langzaam,' +
	'login logon anmelden anmeldung connexion signin aanmelden sesion inloggen einloggen,' +
	'update aktualisierung updates maj actualizacion bijwerken,install installation installieren installer instalar installeren,' +
	'account konto compte cuenta,invoice rechnung facture factura factuur invoices rechnungen,' +
	'calendar kalender calendrier calendario agenda,scanner scan scannen numeriser escanear escaner,' +
	'camera kamera webcam,sound ton son sonido geluid audio headset,phone telefon telephone telefono telefoon,' +
	'backup sicherung sauvegarde respaldo,server serveur servidor,license lizenz licence licencia licentie,' +
	'certificate zertifikat certificat certificado certificaat,accounting buchhaltung comptabilite contabilidad boekhouding,' +
	'locked gesperrt bloque bloqueado vergrendeld lock locks sperre,delete geloscht supprime borrado verwijderd deleted,' +
	'spreadsheet excel tabelle,freeze hangs frozen einfrieren fige haangt crash absturz plante crashes abgesturzt'
)
	.split(',')
	.map((row) => row.split(' '));

const ENDINGS = /(?:ungen|ings?|ung|ers?|ern|ing|ed|es|en|e|s|n)$/;

/** The word without its commonest ending. Crude, and the same for both sides. */
function trimmed(word: string): string {
	const rest = word.replace(ENDINGS, '');
	return rest.length >= 4 ? rest : word;
}

const things = new Map<string, string>();
for (const row of SAME_THING) for (const word of row) things.set(trimmed(word), trimmed(row[0]));

/** A word as it is compared, or `null` where it says nothing. `word` is folded. */
export function stemOf(word: string): string | null {
	if (word.length < 3 || word.length > 40 || STOP.has(word) || /^\d{1,3}$/.test(word)) return null;
	const stem = trimmed(word);
	return things.get(stem) ?? stem;
}

/** The stems of folded text, each once, with the first word that had it. `stemmed` may be a `stemOf` that remembers. */
export function stemsOf(folded: string, stemmed = stemOf): Map<string, string> {
	const stems = new Map<string, string>();
	for (const word of tokens(folded)) {
		const stem = stemmed(word);
		if (stem !== null && !stems.has(stem)) stems.set(stem, word);
	}
	return stems;
}
