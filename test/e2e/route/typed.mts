import { rig } from './rig.mts';

export function typed() {
	const hostile = `"O'Neil" \\ {{ $json.sessionId }} \${7*7} </p><script>alert(1)</script> %00 \u202e`;

	it.each([
		['ticket', 1201],
		['chat', 501],
	] as const)('arrives as the text it is (%s)', async (kind, id) => {
		const sessionId = rig.play(
			{ externalKey: rig.signed(kind, id), customerName: hostile, customerCompany: hostile },
			[hostile, '=HYPERLINK("http://evil.example")', '{"text":"broken'],
		);
		const row = await rig.settled(sessionId);
		expect(row.customer).toContain(`"O'Neil" \\ {{ $json.sessionId }} \${7*7} </p><script>`);
		if (kind === 'ticket') {
			const [action] = rig.actions(id);
			expect(action.note_html).not.toMatch(/<script|onerror/i);
			expect(action.note).toContain('{{ $json.sessionId }} ${7*7} </p><script>alert(1)</script>');
			expect(action.note).toContain('{"text":"broken');
		} else {
			const { text } = rig.messages(id).at(-1)!;
			expect(text).toContain('{{ $json.sessionId }} ${7*7} </p><script>alert(1)</script>');
			expect(text).toContain('{"text":"broken');
		}
	});

	it('leads to no other address than the one of its ticket', async () => {
		for (const externalKey of [
			'ticket:halo:..',
			'ticket:halo:1201/../1202',
			'ticket:halo:1201?x=1',
		]) {
			await rig.settled(rig.play({ externalKey }));
		}
		expect(rig.allActions()).toEqual([]);
		expect(rig.desk.control.journal().map(({ path }) => path)).toEqual([]);
	});
}
