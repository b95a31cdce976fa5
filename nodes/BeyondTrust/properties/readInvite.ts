import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import type { PreparedInvite } from '../../shared/invite';
import {
	checkedLanguage,
	checkedRecipient,
	DEFAULT_BLOCK_HTML,
	DEFAULT_BLOCK_TEXT,
	DEFAULT_HTML,
	DEFAULT_SUBJECT,
	DEFAULT_TEXT,
	ownVariables,
	prepareInvite,
} from '../../shared/invite';
import type { Link } from '../../shared/session/model';
import { checkedTimezone } from '../../shared/session/timezone';

/**
 * The invite that the parameters of an item ask for, checked as far as it can be without a session key. An invite that
 * is linked to a chat may do without a recipient. Throws InputError.
 */
export function readInvite(node: IExecuteFunctions, item: number, link: Link): PreparedInvite {
	const read = (name: string, standard: string) =>
		String(node.getNodeParameter(name, item, standard) ?? '');
	const options = node.getNodeParameter('options', item, {}) as IDataObject;
	const variables = node.getNodeParameter('variables', item, {}) as IDataObject;
	const list = Array.isArray(variables.variable) ? (variables.variable as IDataObject[]) : [];
	return prepareInvite({
		recipient: checkedRecipient(read('recipient', ''), link.kind === 'chat'),
		templates: {
			subject: read('subject', DEFAULT_SUBJECT),
			text: read('text', DEFAULT_TEXT),
			html: read('html', DEFAULT_HTML),
			blockText: String(options.blockText ?? DEFAULT_BLOCK_TEXT),
			blockHtml: String(options.blockHtml ?? DEFAULT_BLOCK_HTML),
		},
		variables: ownVariables(list),
		timezone: checkedTimezone(String(options.timezone ?? '').trim() || node.getTimezone()),
		language: checkedLanguage(String(options.language ?? '')),
	});
}
