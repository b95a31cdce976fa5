const base = require('./jest.config.cjs');
module.exports = { ...base.projects.find((p) => p.displayName === 'e2e'), testMatch: ['<rootDir>/test/e2e/zzrepl.test.mts'] };
