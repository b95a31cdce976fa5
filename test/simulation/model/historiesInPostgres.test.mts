import { histories } from './history.mts';

describe('The ledger in PostgreSQL', () => histories('postgres'));
