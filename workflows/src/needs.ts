/** The oldest versions that were seen to do, by `npm run compat`; docs/compatibility.md holds what it said. Major and minor version. */

/** Of n8n, for the nodes alone. */
export const N8N_FOR_NODES = '1.123';

/** Of n8n, for the templates; they need Form Trigger 2.6, which asks for a login on each page of a form. */
export const N8N_FOR_TEMPLATES = '2.37';

/** Of this package, for the templates that come with it. */
export const PACKAGE = '0.1';
