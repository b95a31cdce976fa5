/** In which language the appliance words its refusals; `odd` is invented, and quotes what was asked for. */
export type Language = 'en' | 'fr' | 'de' | 'odd';

interface Sentences {
	/** What a report says when it finds nothing; each report says it of itself. */
	nothing(subject: Subject, asked: string): string;
	denied: string;
	expired: string;
	criteria: string;
}

type Subject = 'session' | 'listing' | 'customerSurvey' | 'repSurvey' | 'recording' | 'archive';

const subjects: Record<string, Subject> = {
	SupportSession: 'session',
	SupportSessionListing: 'listing',
	SupportCustExitSurvey: 'customerSurvey',
	SupportRepExitSurvey: 'repSurvey',
	SupportSessionRecording: 'recording',
	CommandShellRecording: 'recording',
	ShowMyScreenRecording: 'recording',
	ArchiveListing: 'archive',
};

const english: Record<Subject, string> = {
	// The first is recorded (reference, 4.8), the others are made after it.
	session: 'No Support report information matching your chosen criteria is available.',
	listing:
		'No Support Session Listing report information matching your chosen criteria is available.',
	customerSurvey: 'No customer exit survey matching your chosen criteria is available.',
	repSurvey: 'No exit survey matching your chosen criteria is available.',
	recording: 'No recording matching your chosen criteria is available.',
	archive: 'No archives found for the given search criteria.',
};

const french: Record<Subject, string> = {
	session: 'Aucune information de rapport Support correspondant à vos critères n’est disponible.',
	listing: 'Aucune liste de sessions Support correspondant à vos critères n’est disponible.',
	customerSurvey: 'Aucun questionnaire client correspondant à vos critères n’est disponible.',
	repSurvey: 'Aucun questionnaire technicien correspondant à vos critères n’est disponible.',
	recording: 'Aucun enregistrement correspondant à vos critères n’est disponible.',
	archive: 'Aucune archive ne correspond aux critères de recherche.',
};

const german: Record<Subject, string> = {
	session: 'Für die gewählten Kriterien sind keine Support-Berichtsdaten verfügbar.',
	listing: 'Für die gewählten Kriterien ist keine Liste von Support-Sitzungen verfügbar.',
	customerSurvey: 'Für die gewählten Kriterien ist keine Kundenumfrage verfügbar.',
	repSurvey: 'Für die gewählten Kriterien ist keine Umfrage unter Technikern verfügbar.',
	recording: 'Für die gewählten Kriterien ist keine Aufzeichnung verfügbar.',
	archive: 'Zu den Suchkriterien wurden keine Archive gefunden.',
};

const languages: Record<Language, Sentences> = {
	en: {
		nothing: (subject) => english[subject],
		denied: 'This API account does not have permission to perform this action.',
		expired: 'This recording has expired and can no longer be viewed or downloaded.',
		criteria: 'The search criteria are missing or invalid.',
	},
	fr: {
		nothing: (subject) => french[subject],
		denied: 'Ce compte API n’est pas habilité à effectuer cette action.',
		expired: 'Cet enregistrement est trop ancien et ne peut plus être consulté ni téléchargé.',
		criteria: 'Les critères de recherche sont absents ou incorrects.',
	},
	de: {
		nothing: (subject) => german[subject],
		denied: 'Dieses API-Konto darf diese Aktion nicht ausführen.',
		expired: 'Diese Aufzeichnung ist abgelaufen und kann nicht mehr heruntergeladen werden.',
		criteria: 'Die Suchkriterien fehlen oder sind ungültig.',
	},
	odd: {
		nothing: (subject, asked) => `Zip\n\t${subject}:  "${asked}" nol vexa, permission expired zu.`,
		denied: 'Nol matching criteria is available vexa.',
		expired: 'Zip no recording available dran.',
		criteria: 'Zip krit, zip.',
	},
};

export const sentences = (language: Language): Sentences => languages[language];

/** "Nothing found" as a report says it. */
export const nothingFound = (language: Language, report: string, params: URLSearchParams): string =>
	languages[language].nothing(subjects[report] ?? 'session', params.get('lsid') ?? '');
