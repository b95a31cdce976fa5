import { parseArgs } from 'node:util';
import path from 'node:path';
import { SetUpError } from '../lib/command.mjs';
import { buildFolder } from '../lib/paths.mjs';
import { DESKS, neededFor } from './desks/desk.mjs';

const MOST_TICKETS = 5;
const MOST_SESSIONS = 200;

const deskLines = Object.entries(DESKS).map(([name, desk]) => {
	const needed = neededFor(desk).map(([variable, what]) => `${variable} (${what})`);
	return `    ${name.padEnd(14)}${needed.join(', ') || 'nothing: it cannot be asked'}`;
});

export const usage = `npm run pilot -- [switches]

Asks a live appliance and a live desk by reading only, and writes one file without personal data.

  --desk NAME             which desk: ${Object.keys(DESKS).join(', ')}
  --ticket NUMBER         a ticket of the desk that may be read; up to ${MOST_TICKETS} times
  --sessions N            how many reports of ended sessions are read (20)
  --out FILE              where the result goes (.build/pilot/pilot-result.md)
  --keep-specifications   also keeps the appliance's specifications, beside the result
  --questions             shows what would be asked, and asks nothing
  --help                  this text

The appliance: BEYONDTRUST_HOST, BEYONDTRUST_CLIENT_ID, BEYONDTRUST_CLIENT_SECRET.
The desk, by its name:
${deskLines.join('\n')}
DESK_TOKEN_PATH replaces the path of the token, such as /auth/token?tenant=acme.
All of these come from the environment only and are never printed.`;

function valuesIn(args) {
	const text = { type: 'string' };
	const flag = { type: 'boolean', default: false };
	try {
		return parseArgs({
			args,
			options: {
				...{ desk: text, out: text, sessions: { type: 'string', default: '20' } },
				ticket: { type: 'string', multiple: true, default: [] },
				...{ questions: flag, help: flag, 'keep-specifications': flag },
			},
		}).values;
	} catch (error) {
		throw new SetUpError(`${error.message}\n\n${usage}`);
	}
}

/**
 * Reads the command line.
 *
 * @returns `{ desk, tickets, sessions, out, keep, questions, help }`; `desk` is one of DESKS or `null`, `keep` a folder or `null`
 * @throws SetUpError naming the switch that is wrong
 */
export function optionsIn(args) {
	const values = valuesIn(args);
	const { desk = null, ticket: tickets, questions, help } = values;
	if (desk !== null && !Object.hasOwn(DESKS, desk)) {
		throw new SetUpError(`There is no desk ${desk}. There are: ${Object.keys(DESKS).join(', ')}`);
	}
	const wrong = tickets.find((one) => !/^[A-Za-z0-9_-]{1,40}$/.test(one));
	if (wrong !== undefined || tickets.length > MOST_TICKETS) {
		throw new SetUpError(
			`--ticket takes a number such as 1201 or HELP-12, at most ${MOST_TICKETS} times.`,
		);
	}
	const sessions = Number(values.sessions);
	if (!Number.isInteger(sessions) || sessions < 0 || sessions > MOST_SESSIONS) {
		throw new SetUpError(`--sessions takes a number from 0 to ${MOST_SESSIONS}.`);
	}
	const out = path.resolve(values.out ?? path.join(buildFolder, 'pilot/pilot-result.md'));
	const keep = values['keep-specifications'] ? path.dirname(out) : null;
	return {
		...{ desk: desk === null ? null : DESKS[desk], tickets, sessions },
		...{ out, keep, questions, help },
	};
}
