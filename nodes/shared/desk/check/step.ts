import type { Asked } from '../contract';
import type { Fields } from '../json';
import type { CheckRow, CheckState } from './row';

/** What an answer says. `knows` is what is known from now on; `ends`: nothing after it can be told. */
export interface Said {
	rows: CheckRow[];
	knows?: Partial<CheckState>;
	ends?: boolean;
}

/** One question to the desk workflow. */
export interface CheckStep {
	operation: string;
	/** As it stands in the table. */
	what: string;
	/** Why a desk that can look for nothing cannot promise it: then it is not asked. */
	unseen?: string;
	/** Without an answer to it, nothing else is asked. */
	decides?: boolean;
	/** What is asked besides the operation; `null` where it makes no sense after what went before. */
	ask(state: CheckState): Partial<Asked> | null;
	read(answer: Fields, state: CheckState): Said;
}
