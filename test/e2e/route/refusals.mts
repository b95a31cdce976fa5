import { rig } from './rig.mts';

export function refusals() {
	it.each([
		['unavailable', 'HaloPSA answered with HTTP 503.'],
		['destroy', 'HaloPSA could not be reached.'],
	] as const)('keeps a session while the desk is offline (%s)', async (offline, lastError) => {
		rig.desk.control.setFaults({ offline });
		const said = 'the password is hunter2hunter2';
		const sessionId = rig.play({ externalKey: rig.signed('ticket', 1201) }, [said]);
		const row = await rig.settled(sessionId);
		expect(row).toMatchObject({ state: 'received', attempts: 1, lastError });
		const { clientSecret } = rig.desk;
		expect(JSON.stringify(row)).not.toMatch(new RegExp(`${clientSecret}|Bearer|hunter2`));
		rig.desk.control.clearFaults();
		rig.sendAgain(sessionId);
		const written = await rig.inState(sessionId, 'written');
		expect(written).toMatchObject({ attempts: 2, lastError: null });
	});

	it('writes in the name of the API where the desk lets nobody write for others', async () => {
		rig.desk.control.setSettings({ allowActingForAgents: false });
		const sessionId = rig.play({ externalKey: rig.signed('ticket', 1201) });
		expect(await rig.settled(sessionId)).toMatchObject({ state: 'written' });
		const [action, ...more] = rig.actions(1201);
		expect(more).toEqual([]);
		expect(action.who).toBe('Desk API');
		expect(action.note_html).toContain('Alex Morgan');
	});

	it('keeps a session whose action the desk refuses', async () => {
		const wrong = await rig.publishRoute({ outcomeName: ' ' });
		const sessionId = rig.play({ externalKey: rig.signed('ticket', 1201) }, [], wrong);
		expect(await rig.settled(sessionId)).toMatchObject({
			state: 'received',
			lastError: 'HaloPSA answered with HTTP 400.',
		});
	});

	it('says what is wrong with the address of the desk, or with what it answers', async () => {
		const wrong: Array<[haloUrl: string, sentence: string]> = [
			[`${rig.desk.url}/?page=`, 'not JSON'],
			['halo', 'address of HaloPSA is not usable'],
			['http://127.0.0.1:9', 'could not be reached'],
		];
		for (const [haloUrl, sentence] of wrong) {
			const route = await rig.publishRoute({ haloUrl });
			const row = await rig.settled(rig.play({ externalKey: '1201' }, [], route));
			expect(row).toMatchObject({ state: 'received' });
			expect(row.lastError).toContain(sentence);
		}
	});

	it('says that there is no access token, and nothing of the secret, when the desk drops its client', async () => {
		await rig.settled(rig.play({ externalKey: '1202' }));
		rig.desk.control.revokeTokens();
		rig.desk.control.setFaults({ answerNext: { times: 20, status: 401, path: '/auth/token' } });
		const row = await rig.settled(rig.play({ externalKey: '1201' }));
		expect(row).toMatchObject({ state: 'received' });
		expect(row.lastError).toContain('got no access token');
		expect(JSON.stringify(row)).not.toContain(rig.desk.clientSecret);
	});

	it('says that there is no access token, and nothing of the secret, for a wrong secret', async () => {
		const clientSecret = 'a-wrong-secret-of-the-desk';
		const oAuth2Api = await rig.n8n.api.createCredential('oAuth2Api', 'Wrong', {
			...rig.deskAccount(),
			clientSecret,
		});
		const credentials = { ...rig.credentials, oAuth2Api };
		const route = await rig.publishRoute({}, { credentials });
		const row = await rig.settled(rig.play({ externalKey: '1201' }, [], route));
		expect(row).toMatchObject({ state: 'received' });
		expect(row.lastError).toContain('got no access token');
		expect(JSON.stringify(row)).not.toContain(clientSecret);
	});

	it('renews a token that the desk has dropped', async () => {
		await rig.settled(rig.play({ externalKey: '1201' }));
		rig.desk.control.revokeTokens();
		expect(await rig.settled(rig.play({ externalKey: '1202' }))).toMatchObject({
			state: 'written',
		});
	});
}
