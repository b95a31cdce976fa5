import type { Account } from './accounts.mts';
import { listActions } from './commandLists.mts';
import { sessionActions } from './commandSessions.mts';
import { sentences } from './language.mts';
import { Refusal } from './queue.mts';
import { json, xml, type Answer, type Call } from './wire.mts';
import type { World } from './world.mts';
import { element, namespaceOf, writeDocument, type XmlElement } from './xml.mts';

/** What an action answers: its root element, or the English sentence of a `<success>`. */
export type ActionResult = XmlElement | string;

export interface Action {
	/** Name of the normal root; errors sit inside it when they are placed as a child. */
	root: string;
	/** Which right the documentation of the action names (reference, 1.5). */
	needs: 'read_only' | 'full_access';
	run(world: World, params: URLSearchParams, account: Account): ActionResult;
}

const actions: Record<string, Action> = { ...listActions, ...sessionActions };

const namespace = (world: World) => namespaceOf(world.options.namespace, 'command');

/** `<error>` or `<success>`: as the root, or one level below it (reference, 2.3). */
function sentence(world: World, name: 'error' | 'success', text: string, root?: string): Answer {
	const inner = element(name, text);
	const placed = world.options.errorPlacement === 'child' && root ? element(root, [inner]) : inner;
	return xml(writeDocument(placed, namespace(world)));
}

/** Answer for a missing right: HTTP 403 or an `<error>`, which of the two is not published. */
export function denied(world: World, write: (text: string) => Answer): Answer {
	const { denied: text } = sentences(world.options.language);
	return world.options.denied === 'json' ? json(403, { message: text }) : write(text);
}

function allowed(account: Account, { needs }: Action): boolean {
	const { perm_command: right } = account.permissions;
	return right === 'full_access' || (right === 'read_only' && needs === 'read_only');
}

/** `/api/command`: one action, in the query or in a form (reference, 2). */
export function commandEndpoint(world: World, call: Call, account: Account): Answer {
	const action = Object.hasOwn(actions, call.params.get('action') ?? '')
		? actions[call.params.get('action') ?? '']
		: undefined;
	if (account.permissions.perm_command === 'deny') {
		return denied(world, (text) => sentence(world, 'error', text, action?.root));
	}
	if (!action) return sentence(world, 'error', 'Invalid action');
	if (!allowed(account, action)) {
		return denied(world, (text) => sentence(world, 'error', text, action.root));
	}
	try {
		const result = action.run(world, call.params, account);
		return typeof result === 'string'
			? sentence(world, 'success', result, action.root)
			: xml(writeDocument(result, namespace(world)));
	} catch (error) {
		if (!(error instanceof Refusal)) throw error;
		return sentence(world, 'error', error.message, action.root);
	}
}
