import type { Locator, Page } from 'playwright-core';

/** What a person does in n8n's editor, on a page with a workflow open. */
export function editorOn(page: Page) {
	const nodePanel = page.getByTestId('ndv');
	const dialog = page.getByTestId('credential-edit-dialog');
	const textField = (scope: Locator, name: string) =>
		scope.getByTestId(`parameter-input-${name}`).locator('input, textarea').first();
	const listed = (text: string) =>
		page.getByTestId('node-creator-item-name').filter({ hasText: text });

	/** Adds the Manual Trigger to an empty canvas. */
	async function addManualTrigger(): Promise<void> {
		await page.getByTestId('canvas-plus-button').click();
		await listed('Trigger manually').click();
		await nodeOnCanvas('When clicking').waitFor();
	}

	const nodeOnCanvas = (text: string) => page.getByTestId('canvas-node').filter({ hasText: text });

	/** Searches the node creator, which `opener` opens. @returns the names of what it lists */
	async function searchNodes(opener: string, words: string, expected: string): Promise<string[]> {
		await page.getByTestId(opener).first().click();
		await page.getByTestId('node-creator-search-bar').fill(words);
		await listed(expected).first().waitFor();
		return await page.getByTestId('node-creator-item-name').allInnerTexts();
	}

	/** Chooses a node in the node creator and then one of its actions or triggers; its panel opens. */
	async function chooseNode(node: string, category: 'Actions' | 'Triggers', action: string) {
		await listed(node).first().click();
		const heading = page.getByTestId('node-creator-category-item').filter({ hasText: category });
		await heading.waitFor();
		// The heading opens and closes its list; one that opens by itself is closed by a click that comes too early.
		const isListed = async () =>
			await listed(action)
				.waitFor({ timeout: 3_000 })
				.then(
					() => true,
					() => false,
				);
		for (let tries = 0; tries < 4 && !(await isListed()); tries++) await heading.click();
		await listed(action).click();
		await nodePanel.waitFor();
	}

	/** Opens the dialog for the node's first credential when it has none yet. */
	async function connectCredential(): Promise<void> {
		await page.getByTestId('node-credentials-empty-state').getByRole('button').first().click();
		await dialog.waitFor();
	}

	async function fillCredential(values: Record<string, string>): Promise<void> {
		for (const [name, value] of Object.entries(values)) await textField(dialog, name).fill(value);
	}

	async function saveCredential(): Promise<void> {
		await page.getByTestId('credential-save-button').click();
	}

	/** n8n closes the dialog by itself once the test of a new credential has succeeded. */
	async function credentialIsSaved(): Promise<void> {
		await dialog.waitFor({ state: 'hidden' });
	}

	/** Opens the dialog of the node's first credential, which tests it anew. */
	async function reopenCredential(): Promise<void> {
		await page.getByTestId('credential-edit-button').first().click();
		await dialog.waitFor();
	}

	async function closeCredential(): Promise<void> {
		await page.getByRole('button', { name: 'Close this dialog' }).click();
		await dialog.waitFor({ state: 'hidden' });
	}

	async function fillParameter(name: string, value: string): Promise<void> {
		await textField(nodePanel, name).fill(value);
	}

	/** Opens the list of a resource locator. @returns what it offers */
	async function openList(name: string): Promise<string[]> {
		await page.getByTestId(`resource-locator-${name}`).getByTestId('rlc-input').click();
		await page.getByTestId('rlc-item').first().waitFor();
		return await page.getByTestId('rlc-item').allInnerTexts();
	}

	async function chooseFromList(choice: string): Promise<void> {
		await page.getByTestId('rlc-item').filter({ hasText: choice }).click();
	}

	/** Runs the node whose panel is open, with those before it. @returns what the output panel shows */
	async function executeStep(): Promise<string> {
		const output = page.getByTestId('output-panel');
		await page.getByTestId('node-execute-button').click();
		await output.getByTestId('node-run-status-success').waitFor();
		await output.getByTestId('radio-button-schema').click();
		await output.getByRole('radio', { name: 'Schema', checked: true }).waitFor();
		await output.getByRole('table').waitFor({ state: 'detached' });
		return await output.innerText();
	}

	async function closeNode(): Promise<void> {
		await page.getByTestId('ndv-close-button').click();
		await nodePanel.waitFor({ state: 'hidden' });
	}

	async function openNode(name: string): Promise<void> {
		await nodeOnCanvas(name).dblclick();
		await nodePanel.waitFor();
	}

	/** Unfolds the trigger's URLs and shows the one for every day. @returns it */
	async function productionUrl(): Promise<string> {
		const url = nodePanel.locator('.webhook-url');
		if (!(await url.isVisible()))
			await nodePanel.getByText('Webhook URLs', { exact: true }).click();
		await nodePanel.getByTestId('radio-button-production').click();
		await url.filter({ hasText: '/webhook/' }).waitFor();
		return (await url.innerText()).trim();
	}

	return {
		page,
		nodePanel,
		dialog,
		/** The green line of the credential dialog. */
		testSucceeded: page.getByTestId('credentials-config-container-test-success'),
		addManualTrigger,
		nodeOnCanvas,
		searchNodes,
		chooseNode,
		connectCredential,
		fillCredential,
		saveCredential,
		credentialIsSaved,
		reopenCredential,
		closeCredential,
		fillParameter,
		openList,
		chooseFromList,
		executeStep,
		closeNode,
		openNode,
		productionUrl,
	};
}

export type Editor = ReturnType<typeof editorOn>;
