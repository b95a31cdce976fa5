import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { NoAnswer } from '../http.mjs';
import { specifications } from './assumptions.mjs';
import { compare } from './compare.mjs';

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
		({ kind, neededFor, names }) => `${kind} ${names.join(', ')} – ${neededFor}`,
	);
}

function compared({ file, assumed }, text, personal) {
	try {
		const { confirmed, absent } = compare(file, text, assumed);
		const said = `confirmed: ${confirmed} of ${confirmed + absent.length} names`;
		return { said, absent: linesOf(absent), missing: absent.length };
	} catch (error) {
		return { said: `not compared: ${personal.sentence(error.message)}`, absent: [], missing: null };
	}
}

/**
 * Holds the specifications that an appliance hands out against what the package assumes of them.
 *
 * @param folder where the files are kept as they came; nowhere where it is left out
 * @returns for each `{ file, title, said, absent, missing }`: `absent` are lines, `missing` is how many names, `null` where nothing was compared
 */
export async function compareSpecifications(appliance, folder) {
	const found = [];
	for (const specification of specifications) {
		const { file, title } = specification;
		const { status, text } = await appliance.get(specification.path).catch((error) => {
			if (error instanceof NoAnswer) return { status: null, text: error.message };
			throw error;
		});
		if (status === null) {
			found.push({ file, title, said: `not there: ${text}`, absent: [], missing: null });
			continue;
		}
		if (status !== 200) {
			const said = `not there: ${REASONS[status] ?? 'an unexpected answer'} (HTTP ${status})`;
			found.push({ file, title, said, absent: [], missing: null });
			continue;
		}
		if (folder) {
			mkdirSync(folder, { recursive: true });
			writeFileSync(path.join(folder, file), text);
		}
		found.push({ file, title, ...compared(specification, text, appliance.personal) });
	}
	return found;
}
