import { deskSuite } from './suite.mts';

deskSuite('servicenow');
