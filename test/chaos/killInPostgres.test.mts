import { killed } from './kill/killed.mts';
import { describeStore, FULL } from './rig.mts';

jest.setTimeout(2_400_000);

describeStore('postgres', () => killed('postgres', FULL ? 500 : 200));
