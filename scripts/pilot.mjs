/**
 * `npm run pilot -- [FOLDER]`: downloads the four specifications of an appliance and says what they confirm and what they
 * contradict of what this package assumes (docs/pilot.md). Only reads; changes nothing on the appliance.
 *
 * BEYONDTRUST_HOST, BEYONDTRUST_CLIENT_ID and BEYONDTRUST_CLIENT_SECRET come from the environment and are never printed.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { main } from './lib/command.mjs';
import { buildFolder } from './lib/paths.mjs';
import { specifications } from './pilot/assumptions.mjs';
import { compare } from './pilot/compare.mjs';
import { accountFrom, getFile, getToken } from './pilot/download.mjs';

const REASONS = {
	401: 'the appliance did not accept the token for it',
	403: 'the API account may not read it',
	404: 'the appliance does not have it',
};

/** Names that are needed for the same thing, in one line. */
function linesOf(absent) {
	const lines = new Map();
	for (const { kind, name, neededFor } of absent) {
		const known = lines.get(`${kind} ${neededFor}`) ?? { kind, neededFor, names: [] };
		lines.set(`${kind} ${neededFor}`, { ...known, names: [...known.names, name] });
	}
	return [...lines.values()].map(
		({ kind, neededFor, names }) => `    ${kind} ${names.join(', ')} – ${neededFor}`,
	);
}

/** @returns how many assumptions the file contradicts; null where there is no file */
function reportOn({ file, title, assumed }, { status, text }, folder) {
	console.log(`\n${file} – ${title}`);
	if (status !== 200) {
		console.log(`  not there: ${REASONS[status] ?? 'an unexpected answer'} (HTTP ${status})`);
		return null;
	}
	writeFileSync(path.join(folder, file), text);
	try {
		const { confirmed, absent } = compare(file, text, assumed);
		console.log(`  confirmed: ${confirmed} of ${confirmed + absent.length} names`);
		if (absent.length > 0) console.log(['  absent:', ...linesOf(absent)].join('\n'));
		return absent.length;
	} catch (error) {
		console.log(`  not compared: ${error.message}`);
		return null;
	}
}

await main(async () => {
	const folder = path.resolve(process.argv[2] ?? path.join(buildFolder, 'pilot'));
	const account = accountFrom(process.env);
	const token = await getToken(account);
	mkdirSync(folder, { recursive: true });
	let compared = 0;
	let contradicted = 0;
	for (const specification of specifications) {
		const answer = await getFile(account, token, specification.path);
		const absent = reportOn(specification, answer, folder);
		if (absent === null) continue;
		compared += 1;
		contradicted += absent;
	}
	console.log(
		`\n${compared} of ${specifications.length} specifications compared, ${contradicted} names not as assumed. The files are in ${folder}`,
	);
	return compared > 0 ? 0 : 1;
});
