import type { Browser } from 'playwright-core';
import { startAppliance } from '../appliance/server.mts';
import type { Appliance } from '../appliance/server.mts';
import {
	capture,
	describeWithBrowser,
	documentationScreenshot,
	launchBrowser,
	openEditor,
} from '../harness/browser.mts';
import { type Editor, editorOn } from '../harness/editor.mts';
import { startN8n } from '../harness/n8n.mts';
import type { N8n } from '../harness/n8n.mts';

/** The packed tarball in a real n8n, used with the mouse and the keyboard, against the simulated appliance. */
const NODE = 'BeyondTrust Remote Support';
let n8n: N8n;
let appliance: Appliance;
let browser: Browser;

/** A test on an empty workflow; where it fails, .build/screenshots shows the page. */
function inTheEditor(name: string, run: (editor: Editor) => Promise<void>) {
	it(
		name,
		async () => {
			const page = await openEditor(browser, n8n, '/workflow/new');
			try {
				await run(editorOn(page));
			} catch (error) {
				await capture(page, `failed-${name.replace(/\W+/g, '-')}`).catch(() => undefined);
				throw error;
			} finally {
				await page.context().close();
			}
		},
		180_000,
	);
}

async function addSessionKeyNode(editor: Editor): Promise<string[]> {
	await editor.addManualTrigger();
	const found = await editor.searchNodes('canvas-handle-plus', 'Bomgar', NODE);
	await editor.chooseNode(NODE, 'Actions', 'Generate a session key');
	return found;
}

const account = () => ({ host: appliance.url, ...appliance.account });

describeWithBrowser('The editor', () => {
	beforeAll(async () => {
		[appliance, browser] = await Promise.all([startAppliance({ reportLag: 0 }), launchBrowser()]);
		n8n = await startN8n();
		await n8n.api.setupOwner();
	}, 240_000);

	afterAll(async () => {
		await browser?.close();
		await Promise.all([n8n?.close(), appliance?.close()]);
	}, 60_000);

	inTheEditor('says in the dialog that a wrong secret was rejected', async (editor) => {
		await addSessionKeyNode(editor);
		await editor.connectCredential();
		await editor.fillCredential({ ...account(), clientSecret: 'a-wrong-secret' });
		await editor.saveCredential();
		await editor.dialog.getByText('Couldn’t connect with these settings').waitFor();
		await editor.dialog.getByText('More details').filter({ visible: true }).click();
		await editor.dialog.getByText('Client authentication failed').waitFor();
		expect(await editor.testSucceeded.isVisible()).toBe(false);
		expect(await editor.dialog.innerText()).not.toContain('a-wrong-secret');
		await deleteCredentials();
	});

	inTheEditor('leads from a search for Bomgar to a session key', async (editor) => {
		expect(await addSessionKeyNode(editor)).toContain(NODE);

		await editor.connectCredential();
		await editor.fillCredential(account());
		await editor.saveCredential();
		await editor.credentialIsSaved();
		await editor.reopenCredential();
		await editor.testSucceeded.waitFor();
		await documentationScreenshot(editor.page, 'credential');
		await editor.closeCredential();

		expect(await editor.openList('teamId')).toContain('Service Desk');
		await editor.chooseFromList('Service Desk');
		await editor.fillParameter('linkSystem', 'halo');
		await editor.fillParameter('linkId', '1201');
		const output = await editor.executeStep();
		expect(output).toMatch(/ticket:halo:1201~/);
		const [, code] = /\bcode\s+(\d{7})\b/.exec(output) ?? [];
		expect(appliance.control.openKey(code)).toMatch(/^[0-9a-f]{32}$/);
		await documentationScreenshot(editor.page, 'session-key');
	});

	inTheEditor('shows what the trigger needs: its URL and where to put it', async (editor) => {
		await editor.searchNodes('canvas-plus-button', 'BeyondTrust', NODE);
		await editor.chooseNode(NODE, 'Triggers', 'On session ended');
		await editor.connectCredential();
		await editor.fillCredential({ token: 'q8Yf2LrT9sVx4ZbN' });
		await editor.saveCredential();
		await editor.credentialIsSaved();
		// n8n paints the name of a credential that was just made over its icon, until the node is opened again.
		await editor.closeNode();
		await editor.openNode(`${NODE} Trigger`);

		expect(await editor.productionUrl()).toMatch(
			new RegExp(`^${n8n.url}/webhook/[0-9a-f-]{36}/beyondtrust$`),
		);
		const text = await editor.nodePanel.innerText();
		expect(text).toMatch(/\?token=/);
		expect(text).toMatch(/\/login > Management > Outbound Events/);
		await editor.nodePanel.getByText('When will this node trigger my flow?').click();
		await editor.nodePanel.getByText('In production:').waitFor();
		await documentationScreenshot(editor.page, 'trigger');
	});
});

/** What a person would leave behind would be chosen for the next node by n8n itself. */
async function deleteCredentials() {
	const left = await n8n.api.rest<Array<{ id: string }>>('GET', '/rest/credentials');
	for (const { id } of left) await n8n.api.rest('DELETE', `/rest/credentials/${id}`);
}
