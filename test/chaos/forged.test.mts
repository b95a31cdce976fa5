import { assaulted } from './forged/assaulted.mts';
import { describeStore } from './rig.mts';

// A busy machine takes twice as long as a quiet one, which takes ten minutes.
jest.setTimeout(2_400_000);

describeStore('dataTables', () => assaulted('dataTables', { forged: 10_000, real: 100 }));
