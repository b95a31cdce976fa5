import { evaluated } from './pilotRun.mts';

describe('A sentence of somebody else', () => {
	const bare = (sentence: string, read: unknown) =>
		evaluated(`
			const { Personal } = await load('personal.mjs');
			const personal = new Personal();
			personal.hide('desk.acme.example');
			personal.learn(${JSON.stringify(read)});
			console.log(personal.sentence(${JSON.stringify(sentence)}));
		`);

	it.each([
		['No report for Jane Doe.', 'No report for ‹…›.'],
		['Mail jane@acme.example or see https://desk.acme.example/x?y=1', 'Mail ‹…› or see ‹…›'],
		['The account "integration" on 10.1.2.3 has no right', 'The account ‹…› on ‹…› has no right'],
		['Session 0a1b2c3d4e5f60718293a4b5c6d7e8f9 is unknown', 'Session ‹…› is unknown'],
		['The exit survey of doe is missing', 'The exit survey of ‹…› is missing'],
		['Not at DESK.ACME.EXAMPLE', 'Not at ‹…›'],
	])('loses what is personal: %s', async (sentence, expected) => {
		const read = { exit_survey: ['Jane Doe', 'doe', 'survey'], acme: null };
		expect(await bare(sentence, read)).toBe(expected);
	});
});
