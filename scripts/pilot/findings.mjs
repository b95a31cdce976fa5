/** What a question found out: how it stands with what the code assumes, and what was seen. `seen` is one line of plain text. */

export const confirmed = (seen) => ({ outcome: 'confirmed', seen });
export const contradicted = (seen) => ({ outcome: 'CONTRADICTED', seen });
/** For what the code takes either way: there is nothing to contradict. */
export const answered = (seen) => ({ outcome: 'answered', seen });
export const notSeen = (seen) => ({ outcome: 'not seen', seen });

export const count = (number, one, many = `${one}s`) => `${number} ${number === 1 ? one : many}`;
