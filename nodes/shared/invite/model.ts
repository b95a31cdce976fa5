/** What a customer gets: `recipient` is `null` where the invite goes into the linked chat. */
export interface Invite {
	recipient: string | null;
	/** One line. */
	subject: string;
	text: string;
	html: string;
}

/** The words of an invite before its variables are filled in. */
export interface InviteTemplates {
	subject: string;
	text: string;
	html: string;
	/** What `$REMOTEINVITE` stands for in `subject` and `text`. */
	blockText: string;
	/** What `$REMOTEINVITE` stands for in `html`. */
	blockHtml: string;
}

export interface InviteDraft {
	recipient: string | null;
	templates: InviteTemplates;
	/** The caller's own variables by name, without the dollar sign. */
	variables: ReadonlyMap<string, string>;
	/** IANA name of the recipient's time zone. */
	timezone: string;
	/** BCP 47 tag of the language in which the expiry is written. */
	language: string;
}

/** What is known once a session key is made. */
export interface InviteKey {
	code: string;
	/** An http or https address. */
	url: string;
	/** ISO 8601 in UTC. */
	expiresAt: string;
	/** What customers call the queue. */
	queueName: string;
}
