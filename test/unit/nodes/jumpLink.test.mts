import fc from 'fast-check';

import { jumpLinkUrl } from '../../../nodes/shared/appliance/jumpLink';
import { runs } from '../runs.mts';

const HOST = 'https://support.example.com';

describe('A jump link', () => {
	it('has the form of the client script', () => {
		expect(
			jumpLinkUrl(HOST, {
				console: 'rep',
				method: 'pinned',
				search: 'a b',
				client: { hostname: 'LAPTOP-7' },
				externalKey: 'ticket:halo:7~abc',
				attributes: { ticket_type: 'A&B' },
			}),
		).toBe(
			`${HOST}/api/client_script?type=rep&operation=execute&action=start_jump_item_session&jump.method=pinned&search_string=a%20b&client.hostname=LAPTOP-7&session.custom.external_key=ticket%3Ahalo%3A7~abc&session.custom.ticket_type=A%26B`,
		);
	});

	it('carries every value whole, and lets none of them out of its place', () => {
		const text = fc.string({ unit: 'binary', minLength: 1, maxLength: 40 });
		fc.assert(
			fc.property(text, text, text, text, (search, hostname, externalKey, value) => {
				const url = new URL(
					jumpLinkUrl(HOST, {
						console: 'web_console',
						search,
						client: { hostname },
						externalKey,
						attributes: { asset_number: value },
					}),
				);
				expect(url.origin + url.pathname).toBe(`${HOST}/api/client_script`);
				expect(url.hash).toBe('');
				expect([...url.searchParams]).toEqual([
					['type', 'web_console'],
					['operation', 'execute'],
					['action', 'start_jump_item_session'],
					['search_string', search],
					['client.hostname', hostname],
					['session.custom.external_key', externalKey],
					['session.custom.asset_number', value],
				]);
			}),
			runs,
		);
	});

	it('survives half a character', () => {
		const url = jumpLinkUrl(HOST, {
			console: 'rep',
			search: 'a\ud800b',
			client: {},
			attributes: {},
		});
		expect(new URL(url).searchParams.get('search_string')).toBe('a\ufffdb');
	});
});
