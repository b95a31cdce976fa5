import { assaulted } from './forged/assaulted.mts';
import { describeStore } from './rig.mts';

jest.setTimeout(2_400_000);

describeStore('postgres', () => assaulted('postgres', { forged: 10_000, real: 100 }));
