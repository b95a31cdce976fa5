import fc from 'fast-check';

import { processorTime } from '../processorTime.mts';
import { escapedMrkdwn, slack } from '../../../nodes/shared/chat/slack';
import { escapedTeams, teams } from '../../../nodes/shared/chat/teams';
import { came, lost, ok, playOn, SLACK, TEAMS } from './play.mts';

const RUNS = { numRuns: 400 };
const SECRET = 'xoxb-secret-of-the-token';

const services = [
	['Slack', slack, SLACK, 'C0DESK001/1795594442.500000'],
	['Teams', teams, TEAMS, '19:deadbeef00000000000000000000cafe@thread.v2'],
] as const;

const word = fc.constantFrom(
	...['ok', 'error', 'channel', 'messages', 'ts', 'message', 'thread_ts', 'user', 'value', 'id'],
	...['@odata.nextLink', 'body', 'content', 'response_metadata', 'next_cursor', 'toString', 'code'],
);
const json = fc.letrec((tie) => ({
	value: fc.oneof(
		{ depthSize: 'small' },
		fc.constantFrom<unknown>(
			true,
			false,
			null,
			0,
			-1,
			1e309,
			'',
			'missing_scope',
			'internal_error',
		),
		fc.constantFrom(SECRET, 'C0DESK001', '1795594442.500000', 'https://slack.example/api/x'),
		fc.string({ maxLength: 20 }),
		fc.array(tie('value'), { maxLength: 4 }),
		fc.dictionary(word, tie('value'), { maxKeys: 6 }),
	),
})).value;
const answered = fc.record(
	{
		statusCode: fc.constantFrom<unknown>(
			200,
			200,
			201,
			400,
			401,
			403,
			404,
			429,
			500,
			503,
			'200',
			{},
		),
		...{ body: json, data: json, error: json },
		headers: fc.dictionary(fc.constantFrom('retry-after', 'x'), json, { maxKeys: 2 }),
	},
	{ requiredKeys: [] },
);

describe.each(services)('%s', (_name, service, settings, place) => {
	it('comes to an end with any answers, and tells no secret', () => {
		const purpose = fc.constantFrom('invite' as const, 'team' as const);
		fc.assert(
			fc.property(fc.array(answered, { minLength: 1, maxLength: 8 }), purpose, (all, what) => {
				const { answer } = playOn(service, settings, {
					...{ came: came(place), purpose: what },
					answers: (_url, _body, number) => all[number % all.length],
				});
				expect(typeof answer.delivered).toBe('boolean');
				expect(answer.delivered ? answer.reason : typeof answer.reason).toBe(
					answer.delivered ? null : 'string',
				);
				expect(String(answer.reason)).not.toContain(SECRET);
			}),
			RUNS,
		);
	});

	it('takes any message and any settings', () => {
		fc.assert(
			fc.property(json, json, (given, to) => {
				const { answer } = playOn(service, settings, {
					...{ came: given, settings: { to: to as string } },
					answers: () => lost,
				});
				expect(answer.delivered).toBe(false);
			}),
			RUNS,
		);
	});
});

const hostile = fc
	.array(
		fc.oneof(
			fc.constantFrom(
				'<!channel>',
				'<!here|x>',
				'<@U0SEED001>',
				'<!subteam^S1>',
				'@here',
				'&lt;',
				'&',
			),
			fc.constantFrom(
				'<at id="0">',
				'</at>',
				'<',
				'>',
				'"',
				"'",
				'<script>',
				'\u202e',
				'\0',
				'\r\n',
			),
			fc.constantFrom(
				'https://a.example/<x>"y',
				'http://b.example/&lt;!channel>',
				'|',
				'*',
				'`',
				'\n',
			),
			fc.string({ maxLength: 6 }),
		),
		{ maxLength: 30 },
	)
	.map((parts) => parts.join(''));

/** What stands in the message that is posted. */
const textOf = (body: { text?: string; body?: { content: string } }) =>
	body.text ?? body.body?.content ?? '';

it('calls nobody in Slack, whatever a customer typed', () => {
	fc.assert(
		fc.property(hostile, hostile, (subject, text) => {
			expect(escapedMrkdwn(text)).not.toMatch(/[<>]|&(?!amp;|lt;|gt;)/);
			const { bodies } = playOn(slack, SLACK, {
				came: { invite: { recipient: 'D0SEED001', subject, text: `x${text}`, html: text } },
				answers: () => ok({ ok: true, ts: '1795600931.123400', message: {} }),
			});
			expect(textOf(bodies[0])).not.toMatch(/[<>]/);
			expect(bodies[0]).toMatchObject({ link_names: false });
			expect(bodies[0]).not.toHaveProperty('parse');
		}),
		RUNS,
	);
});

it('lets nothing but its own elements into Teams, whatever a customer typed', () => {
	fc.assert(
		fc.property(hostile, hostile, (subject, text) => {
			const own = /<\/?(?:p|strong|br)>|<a href="https?:[^"<>]*">|<\/a>/g;
			expect(escapedTeams(text).replace(own, '')).not.toMatch(/[<>"]/);
			const { bodies } = playOn(teams, TEAMS, {
				came: { invite: { recipient: services[1][3], subject, text: `x${text}`, html: text } },
				answers: () => ({ statusCode: 201, body: { id: '1795600931266', replyToId: null } }),
			});
			expect(textOf(bodies[0]).replace(own, '')).not.toMatch(/[<>"]/);
			expect(bodies[0]).not.toHaveProperty('mentions');
		}),
		RUNS,
	);
});

it('keeps a long message below the limit, at once', () => {
	const text = `${'<'.repeat(90_000)}\n${'line & line\n'.repeat(5000)}`;
	const took = processorTime(() => {
		for (const [, service, settings] of services) {
			const recipient = service === slack ? 'D0SEED001' : services[1][3];
			const { bodies } = playOn(service, settings, {
				came: { invite: { recipient, text } },
				answers: () => lost,
			});
			expect(textOf(bodies[0]).length).toBeLessThan(service === slack ? 3901 : 26_001);
		}
	});
	expect(took).toBeLessThan(4000);
});
