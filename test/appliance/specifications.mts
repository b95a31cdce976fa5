import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import type { Answer } from './wire.mts';

const folder = path.join(path.dirname(fileURLToPath(import.meta.url)), 'specifications');

const files: Record<string, { file: string; type: string; onlyWithV2?: boolean }> = {
	'/api/command.xsd': { file: 'command.xsd', type: 'text/xml; charset=UTF-8' },
	'/api/reporting.xsd': { file: 'reporting.xsd', type: 'text/xml; charset=UTF-8' },
	'/api/config/v1/openapi.yaml': { file: 'configuration.yaml', type: 'application/yaml' },
	'/api/command/v2/openapi.yaml': {
		file: 'command-v2.yaml',
		type: 'application/yaml',
		onlyWithV2: true,
	},
};

/** The appliance's own specification at a path (reference, 0.3), or null where none is. */
export function specification(pathname: string, hasV2: boolean): Answer | null {
	const known = Object.hasOwn(files, pathname) ? files[pathname] : undefined;
	if (!known || (known.onlyWithV2 && !hasV2)) return null;
	return {
		status: 200,
		type: known.type,
		body: readFileSync(path.join(folder, known.file), 'utf8'),
	};
}
