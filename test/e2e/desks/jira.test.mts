import { deskSuite } from './suite.mts';

deskSuite('jira-sm');
