import type { IDataObject } from 'n8n-workflow';

import type { Read } from '../../../shared/ledger/decision';
import type { Session } from '../../../shared/session/model';

/** A session, or what the node that read it said instead: an item with `error` and the kind in `details`. */
export function readFrom(said: IDataObject): Read {
	if (typeof said.sessionId === 'string' && said.error === undefined) {
		return said as unknown as Session;
	}
	const { errorKind } = (said.details ?? {}) as { errorKind?: string };
	return { error: said.error ?? 'There is no session to decide on.', errorKind };
}
