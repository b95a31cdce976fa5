const { existsSync } = require('node:fs');

/** Tests are TypeScript modules (.mts): n8n's lint holds every .ts file to the rules of n8n's cloud, which forbid what tests need. */
const shared = {
	testEnvironment: 'node',
	moduleFileExtensions: ['mts', 'ts', 'mjs', 'js', 'json', 'node'],
	transform: {
		'\\.m?ts$': [
			'@swc/jest',
			{
				jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
				module: { type: 'commonjs' },
				sourceMaps: 'inline',
			},
		],
	},
	transformIgnorePatterns: ['/node_modules/'],
	modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.build/'],
};

const suite = (name) => ({
	...shared,
	displayName: name,
	rootDir: __dirname,
	testMatch: [`<rootDir>/test/${name}/**/*.test.mts`],
});

module.exports = {
	testTimeout: 30_000,
	// Each file of tests loads n8n's core anew, and what it leaves behind slows down the next ones.
	workerIdleMemoryLimit: '700MB',
	projects: ['unit', 'integration', 'simulation', 'e2e', 'chaos', 'compat']
		.filter((name) => existsSync(`${__dirname}/test/${name}`))
		.map(suite),
};
