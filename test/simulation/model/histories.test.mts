import { histories } from './history.mts';

describe('The ledger in data tables', () => histories('tables'));
