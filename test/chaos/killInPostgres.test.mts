import { killed } from './kill/killed.mts';
import { describeStore } from './rig.mts';

jest.setTimeout(2_400_000);

describeStore('postgres', () => killed('postgres', 500));
