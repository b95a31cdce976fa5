import { deskSuite } from './suite.mts';

deskSuite('email');
