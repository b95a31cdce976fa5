// A file of its own, because the build replaces its compiled form by a bundle that holds the library:
// n8n installs the package without dependencies.
export { SaxesParser } from 'saxes';
export type { SaxesTagPlain } from 'saxes';
