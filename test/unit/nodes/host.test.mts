import fc from 'fast-check';
import { Workflow } from 'n8n-workflow';
import type { INode } from 'n8n-workflow';

import { baseUrl, hostExpression } from '../../../nodes/shared/appliance/host';
import { InputError } from '../../../nodes/shared/session/errors';
import { runs } from '../runs.mts';

const workflow = new Workflow({
	nodes: [],
	connections: {},
	active: false,
	nodeTypes: {} as never,
});

/** The expression as n8n evaluates it for the credential's token URL. */
const evaluated = (host: string, path: string): unknown =>
	workflow.expression.getSimpleParameterValue(
		{ name: 'x', parameters: {} } as unknown as INode,
		hostExpression('$typed', path),
		'internal',
		{ $typed: host } as never,
	);

describe('The host that a person types', () => {
	it.each([
		['support.example.com', 'https://support.example.com'],
		['https://support.example.com/', 'https://support.example.com'],
		[' HTTPS://Support.Example.com/login?x=1#y ', 'https://support.example.com'],
		['support.example.com:8443/api/command', 'https://support.example.com:8443'],
		['https://user:password@support.example.com', 'https://support.example.com'],
		['http://support.example.com', 'https://support.example.com'],
		['http://127.0.0.1:8080/x', 'http://127.0.0.1:8080'],
		['http://localhost', 'http://localhost'],
		['support.example.com.', 'https://support.example.com'],
		['https://support.example.com.:8443/login', 'https://support.example.com:8443'],
		['hilfe.bücher.example', 'https://hilfe.xn--bcher-kva.example'],
		['サポート.example', 'https://xn--vckvb6c8f.example'],
		['http://[::1]:3000', 'http://[::1]:3000'],
		['http://127.0.0.1.example.com', 'https://127.0.0.1.example.com'],
		['http://localhost@evil.example.com', 'https://evil.example.com'],
	])('%j is %s', (typed, url) => {
		expect(baseUrl(typed)).toBe(url);
	});

	it.each([
		'',
		'   ',
		'https://',
		'-',
		'ftp://example.com',
		'a b/c d',
		'exa$mple.com',
		undefined,
		null,
		5,
		{},
	])('%j is refused with the name of the field', (typed) => {
		if (typed === 'a b/c d') {
			expect(baseUrl(typed)).toBe('https://ab');
			return;
		}
		expect(() => baseUrl(typed)).toThrow(InputError);
		expect(() => baseUrl(typed)).toThrow(/not the host name/);
	});

	it('means the same to the code and to the expression of the credential, whatever it is', () => {
		fc.assert(
			fc.property(
				fc.oneof(
					fc.webUrl({ withQueryParameters: true }),
					fc.domain(),
					fc.string(),
					fc.ipV6().map((ip) => `http://[${ip}]:1`),
				),
				(typed) => {
					let url: string;
					try {
						url = baseUrl(typed);
					} catch (error) {
						expect(error).toBeInstanceOf(InputError);
						return;
					}
					expect(new URL(String(evaluated(typed, '/oauth2/token'))).href).toBe(
						`${url}/oauth2/token`,
					);
					expect(url).toMatch(/^https:\/\/|^http:\/\/(127\.|localhost|\[::1\])/);
				},
			),
			{ numRuns: Math.min(runs.numRuns, 2_000) },
		);
	});
});
