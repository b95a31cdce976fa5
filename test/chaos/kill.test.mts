import { killed } from './kill/killed.mts';
import { describeStore } from './rig.mts';

jest.setTimeout(2_400_000);

describeStore('dataTables', () => killed('dataTables', 500));
