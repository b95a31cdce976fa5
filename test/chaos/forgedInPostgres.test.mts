import { assaulted } from './forged/assaulted.mts';
import { describeStore, FULL } from './rig.mts';

jest.setTimeout(2_400_000);

describeStore('postgres', () =>
	assaulted('postgres', FULL ? { forged: 10_000, real: 100 } : { forged: 1_000, real: 50 }),
);
