/**
 * The build: clean, compile, bundle the XML parser, copy what tsc leaves out, build the templates.
 * `gulp build` makes dist/ and workflows/*.json; `gulp templates` only the latter.
 */
const { execFileSync } = require('node:child_process');
const { rmSync, mkdirSync, writeFileSync, readdirSync } = require('node:fs');
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

/** Each module of workflows/src/templates exports one template; its file name is the template's name. */
async function templates() {
	const build = path.join(root, '.build/templates');
	const folder = path.join(root, 'workflows/src/templates');
	const names = readdirSync(folder).filter((file) => file.endsWith('.ts'));
	mkdirSync(build, { recursive: true });
	for (const name of names) {
		const outfile = path.join(build, name.replace(/\.ts$/, '.js'));
		await esbuild.build({
			entryPoints: [path.join(folder, name)],
			outfile,
			bundle: true,
			platform: 'node',
			format: 'cjs',
			logLevel: 'warning',
		});
		delete require.cache[outfile];
		const { template } = require(outfile);
		const json = `${JSON.stringify(template, null, '\t')}\n`;
		writeFileSync(path.join(root, 'workflows', name.replace(/\.ts$/, '.json')), json);
	}
}

exports.templates = templates;
exports.build = series(clean, compile, parallel(bundleXmlParser, copyAssets, templates));
exports.default = exports.build;
