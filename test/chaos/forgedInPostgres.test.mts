import { assaulted } from './forged/assaulted.mts';
import { describeStore } from './rig.mts';

jest.setTimeout(2_400_000);

// Fewer, so that the whole suite ends in time.
describeStore('postgres', () => assaulted('postgres', { forged: 1_000, real: 50 }));
