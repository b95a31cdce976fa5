/** How often a property is tried: FC_RUNS in the environment, else a number that keeps `npm test` quick. */
export const runs = { numRuns: Number(process.env.FC_RUNS) || 1000 };
