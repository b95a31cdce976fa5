import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import path from 'node:path';

const root = path.resolve(__dirname, '../../..');

interface Entry {
	version?: string;
	resolved?: string;
	link?: boolean;
	extraneous?: boolean;
	dependencies?: Record<string, string>;
	optionalDependencies?: Record<string, string>;
	devDependencies?: Record<string, string>;
}

interface Lock {
	packages: Record<string, Entry>;
}

const readJson = <T,>(file: string) => JSON.parse(readFileSync(path.join(root, file), 'utf8')) as T;

/** Where Node.js would find a package that the entry at `at` asks for: in its own folder, then in those further up. */
function isThere({ packages }: Lock, at: string, name: string): boolean {
	const parts = at.split('node_modules/');
	return parts.some((_, up) => {
		const folder = parts.slice(0, parts.length - up).join('node_modules/');
		return (
			`${folder}${folder === '' || folder.endsWith('/') ? '' : '/'}node_modules/${name}` in packages
		);
	});
}

/** What a clean install on any platform would miss, or should not meet. */
function faultsOf(lock: Lock): string[] {
	return Object.entries(lock.packages).flatMap(([at, entry]) => {
		const wanted = Object.keys({
			...entry.dependencies,
			...entry.optionalDependencies,
			...(at === '' ? entry.devDependencies : {}),
		});
		const missing = wanted.filter((name) => !isThere(lock, at, name));
		return [
			...missing.map((name) => `${at || 'the project'} misses ${name}`),
			...(entry.extraneous ? [`${at} belongs to nothing`] : []),
			...(entry.resolved && !entry.link ? [`${at} names the host it came from`] : []),
		];
	});
}

describe('the lock file', () => {
	const lock = readJson<Lock>('package-lock.json');

	test('holds what every platform needs, and nothing else', () => {
		expect(faultsOf(lock)).toEqual([]);
	});

	test('is found out when the binaries of other platforms are missing, as they once were', () => {
		const packages = Object.fromEntries(
			Object.entries(lock.packages).filter(([name]) => !/@swc\/core-(?!linux-x64)/.test(name)),
		);
		expect(faultsOf({ packages })).toContain(
			'node_modules/@swc/core misses @swc/core-darwin-arm64',
		);
	});

	test('asks for what package.json asks for', () => {
		const { devDependencies } = readJson<Entry>('package.json');
		expect(lock.packages[''].devDependencies).toEqual(devDependencies);
	});
});

test('everything that is imported is declared', () => {
	const { devDependencies } = readJson<{ devDependencies: Record<string, string> }>('package.json');
	const files = execFileSync('git', ['ls-files', '*.ts', '*.mts', '*.mjs', '*.cjs', '*.js'], {
		cwd: root,
		encoding: 'utf8',
	})
		.trim()
		.split('\n');
	const bare =
		/^[ \t]*(?:import|export)\b[^'"]*?\bfrom ['"]([^'".][^'"]*)['"]|(?<![.\w])(?:require|import)\(['"]([^'".][^'"]*)['"]\)|^import ['"]([^'".][^'"]*)['"]/gm;
	const undeclared = files.flatMap((file) => {
		const names = [...readFileSync(path.join(root, file), 'utf8').matchAll(bare)].map(
			([, from, called, alone]) => from ?? called ?? alone,
		);
		return names
			.filter((name) => !name.startsWith('node:') && !builtinModules.includes(name.split('/')[0]))
			.map((name) =>
				name
					.split('/')
					.slice(0, name.startsWith('@') ? 2 : 1)
					.join('/'),
			)
			.filter((name) => !Object.hasOwn(devDependencies, name))
			.map((name) => `${file}: ${name}`);
	});
	expect(undeclared).toEqual([]);
});
