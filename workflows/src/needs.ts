/** The oldest versions with which the templates work, and of n8n the oldest with which the package's nodes do: docs/compatibility.md says how they were found. */
export const OLDEST = { package: '0.1', n8n: '2.38', n8nForNodes: '2.0' };

/** Stands at the end of each template's first note. */
export const NEEDS = `Needs this package ${OLDEST.package} and n8n ${OLDEST.n8n} or newer (the nodes alone: n8n ${OLDEST.n8nForNodes}).`;
