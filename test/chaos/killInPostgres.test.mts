import { killed } from './kill/killed.mts';
import { describeStore } from './rig.mts';

jest.setTimeout(2_400_000);

// Fewer, so that the whole suite ends in time.
describeStore('postgres', () => killed('postgres', 200));
