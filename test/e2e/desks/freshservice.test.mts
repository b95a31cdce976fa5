import { deskSuite } from './suite.mts';

deskSuite('freshservice');
