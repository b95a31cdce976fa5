/**
 * The build: clean, compile, bundle the XML parser, copy what tsc leaves out, build the templates.
 * `gulp build` makes dist/ and the templates; `gulp templates` only the latter.
 */
const { execFileSync } = require('node:child_process');
const {
	existsSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	rmSync,
	writeFileSync,
} = require('node:fs');
const path = require('node:path');
const { series, parallel, src, dest } = require('gulp');
const esbuild = require('esbuild');

const root = __dirname;
const dist = path.join(root, 'dist');

async function clean() {
	rmSync(dist, { recursive: true, force: true });
}

async function compile() {
	const tsc = require.resolve('typescript/bin/tsc');
	execFileSync(process.execPath, [tsc, '-p', path.join(root, 'tsconfig.json')], {
		stdio: 'inherit',
	});
}

/** n8n installs the package without dependencies, so the one library it needs goes into the file that uses it. */
async function bundleXmlParser() {
	await esbuild.build({
		entryPoints: [path.join(root, 'nodes/shared/appliance/saxes.ts')],
		outfile: path.join(dist, 'nodes/shared/appliance/saxes.js'),
		allowOverwrite: true,
		bundle: true,
		minify: true,
		platform: 'node',
		format: 'cjs',
		target: 'node20',
		legalComments: 'inline',
	});
}

/**
 * Without the compiler's indentation and detours, a fifth of the package. Names of functions stay in the files of nodes and credentials; in
 * all others only what a file exports keeps its name.
 */
async function withoutIndentation() {
	const files = readdirSync(dist, { recursive: true }).filter((file) => file.endsWith('.js'));
	for (const file of files.map((one) => path.join(dist, one))) {
		const { code } = await esbuild.transform(readFileSync(file, 'utf8'), {
			minifyWhitespace: true,
			minifySyntax: true,
			minifyIdentifiers: !/\.(node|credentials)\.js$/.test(file),
			lineLimit: 120,
			charset: 'utf8',
			target: 'node20',
		});
		writeFileSync(file, code);
	}
}

const copy =
	(globs, to = '') =>
	() =>
		src(globs, { base: root, cwd: root, encoding: false, allowEmpty: true }).pipe(
			dest(path.join(dist, to)),
		);

const copyAssets = copy([
	'icons/*.svg',
	'nodes/**/*.svg',
	'nodes/**/*.node.json',
	'nodes/**/__schema__/**/*.json',
]);

/** The schemas of outputs, which nobody reads in the package. */
async function compactSchemas() {
	const folder = path.join(dist, 'nodes/BeyondTrust/__schema__');
	const files = readdirSync(folder, { recursive: true }).filter((file) => file.endsWith('.json'));
	for (const file of files.map((one) => path.join(folder, one))) {
		writeFileSync(file, JSON.stringify(JSON.parse(readFileSync(file, 'utf8'))));
	}
}

/** Makes a module of TypeScript that Node can load. @returns what it exports */
async function loaded(file) {
	const outfile = path.join(root, '.build/templates', `${path.basename(file, '.ts')}.js`);
	await esbuild.build({
		entryPoints: [file],
		outfile,
		bundle: true,
		platform: 'node',
		format: 'cjs',
		logLevel: 'warning',
	});
	delete require.cache[outfile];
	return require(outfile);
}

function writeTemplate(name, template) {
	const file = path.join(root, 'workflows', `${name}.json`);
	mkdirSync(path.dirname(file), { recursive: true });
	writeFileSync(file, `${JSON.stringify(template, null, '\t')}\n`);
}

/**
 * Each module of workflows/src/templates and desks makes one template, whose name is that of the file: it exports `template`, or `build`,
 * which makes one for a store.
 */
async function templates() {
	const sourceFolder = path.join(root, 'workflows/src');
	const { dataTables } = await loaded(path.join(sourceFolder, 'stores/dataTables.ts'));
	const { postgres } = await loaded(path.join(sourceFolder, 'stores/postgres.ts'));
	for (const folder of ['templates', 'desks'].map((one) => path.join(sourceFolder, one))) {
		if (!existsSync(folder)) continue;
		for (const file of readdirSync(folder).filter((one) => one.endsWith('.ts'))) {
			const { template, build } = await loaded(path.join(folder, file));
			const name = path.basename(file, '.ts');
			writeTemplate(name, build ? build(dataTables) : template);
			if (build) writeTemplate(`postgres/${name}`, build(postgres));
		}
	}
	await libraryTemplates(path.join(sourceFolder, 'library'));
}

/** Templates for n8n's template library, which stand alone. */
async function libraryTemplates(folder) {
	for (const file of readdirSync(folder).filter((one) => one.endsWith('.ts'))) {
		const { template } = await loaded(path.join(folder, file));
		writeTemplate(`library/${path.basename(file, '.ts')}`, template);
	}
}

exports.templates = templates;
exports.build = series(
	clean,
	compile,
	withoutIndentation,
	parallel(bundleXmlParser, series(copyAssets, compactSchemas), templates),
);
exports.default = exports.build;
