/** A comment as it is read back. */
export const wrapped = (html: string): string => `<div class="zd-comment">${html}</div>`;
