/** A desk that reads mail cannot be asked anything. */
export const email = {
	name: 'Desk by email',
	area: 'email',
	login: null,
	questions: [
		{
			id: 'email.length',
			see: 'Check a desk writes a short note. Send a mail of 50,000 characters to the desk by hand, and look where it was cut',
		},
		{
			id: 'email.commands',
			see: 'the manual of the desk says which lines of a mail it obeys (#close, for example), and what it takes for a quotation',
		},
	],
};
