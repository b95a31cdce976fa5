/** The code is sure of everything that it sends to HaloPSA; only the login and the form of a ticket are looked at. */
export const halopsa = {
	name: 'HaloPSA',
	area: 'halopsa',
	login: { kind: 'token', path: '/auth/token', fields: { scope: 'all' } },
	ticketPath: (number) => `/api/Tickets/${encodeURIComponent(number)}`,
	ticketIn: (body) => body,
	questions: [],
};
