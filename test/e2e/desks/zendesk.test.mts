import { deskSuite } from './suite.mts';

deskSuite('zendesk');
