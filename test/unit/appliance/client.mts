import type { Appliance } from '../../appliance/server.mts';

/** Asks the appliance for a token, with its current secret unless another one is given. */
export const requestToken = async (
	{ url, account }: Appliance,
	secret = account.clientSecret,
	clientId = account.clientId,
): Promise<Response> =>
	await fetch(`${url}/oauth2/token`, {
		method: 'POST',
		headers: { Authorization: `Basic ${btoa(`${clientId}:${secret}`)}` },
		body: new URLSearchParams({ grant_type: 'client_credentials' }),
	});

export async function freshToken(appliance: Appliance, secret?: string, clientId?: string) {
	const answer = await requestToken(appliance, secret, clientId);
	const { access_token: token } = (await answer.json()) as { access_token: string };
	return token;
}

/** GET with a bearer token; parameters are encoded. */
export const get = async (
	appliance: Appliance,
	token: string,
	path: string,
	params: Record<string, string> = {},
): Promise<Response> => {
	const query = new URLSearchParams(params).toString();
	return await fetch(`${appliance.url}${path}${query && `?${query}`}`, {
		headers: { Authorization: `Bearer ${token}` },
	});
};

export const command = async (
	appliance: Appliance,
	token: string,
	action: string,
	params: Record<string, string> = {},
): Promise<string> =>
	await (await get(appliance, token, '/api/command', { action, ...params })).text();

export const report = async (
	appliance: Appliance,
	token: string,
	params: Record<string, string>,
): Promise<string> =>
	await (
		await get(appliance, token, '/api/reporting', { generate_report: 'SupportSession', ...params })
	).text();

/** Text of the first element of that name; null when there is none. */
export const textOf = (xml: string, name: string): string | null =>
	new RegExp(`<${name}[^>]*>([^<]*)</${name}>`).exec(xml)?.[1] ?? null;

export const pause = async (ms: number): Promise<void> =>
	await new Promise((resolve) => setTimeout(resolve, ms));

/** Waits until a condition holds; fails after two seconds. */
export async function until(condition: () => boolean): Promise<void> {
	const end = Date.now() + 2000;
	while (!condition()) {
		if (Date.now() > end) throw new Error('The condition never held');
		await pause(5);
	}
}
