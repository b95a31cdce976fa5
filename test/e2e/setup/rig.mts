import { itemsOf, type Json } from '../../harness/api.mts';
import type { Workflow } from '../../harness/api.mts';
import { readTemplate } from '../../harness/template.mts';
import { AnyDesk } from '../anyDesk.mts';
import { House, type HouseOptions } from '../house.mts';

interface Check {
	what: string;
	isReady: boolean;
	said: string;
}

/** A fresh n8n with nothing but the template that sets all up, and a desk workflow. */
class SetupHouse extends House {
	readonly any = new AnyDesk();

	workflowId = '';

	deskId = '';

	override async start(options: HouseOptions = {}): Promise<void> {
		await this.any.start();
		await this.begins(options);
		this.deskId = await this.any.publish(this.n8n.api);
		this.workflowId = (await this.imported()).id;
	}

	override async close(): Promise<void> {
		await super.close();
		await this.any.close();
	}

	private async imported(): Promise<Workflow> {
		const own = this.store === 'postgres' ? 'postgres/setup.json' : 'setup.json';
		const template = await readTemplate(own);
		return await this.n8n.api.importTemplate(template, { credentials: this.credentials });
	}

	/** Runs it by hand. @returns what it says is ready, and what is not */
	async run(): Promise<{ isReady: boolean; result: string; checks: Check[]; open: string[] }> {
		const start = 'Run it by hand, or each day';
		const execution = await this.n8n.api.runWorkflow(this.workflowId, start, 120_000);
		if (execution.status !== 'success') {
			throw new Error(JSON.stringify(execution.data.resultData.error));
		}
		const [{ json }] = itemsOf(execution, 'What is ready');
		const told = json as unknown as { isReady: boolean; result: string; checks: Check[] };
		const open = told.checks.filter(({ isReady }) => !isReady);
		return { ...told, open: open.map(({ what, said }) => `${what}: ${said}`) };
	}

	/** As when a person imports the template in the editor. */
	async losesItsSettings(): Promise<void> {
		const own = this.store === 'postgres' ? 'postgres/setup.json' : 'setup.json';
		const { settings: _dropped, ...template } = await readTemplate(own);
		const answers = { credentials: this.credentials };
		this.workflowId = (await this.n8n.api.importTemplate(template, answers)).id;
	}

	/** A desk workflow that answers with these items, or fails. */
	async deskThat(answers: Json[] | 'fails', isPublished = true): Promise<void> {
		const answer =
			answers === 'fails'
				? {
						type: 'n8n-nodes-base.stopAndError',
						typeVersion: 1,
						parameters: { errorMessage: 'The desk is away.' },
					}
				: {
						type: 'n8n-nodes-base.set',
						typeVersion: 3.4,
						parameters: { mode: 'raw', jsonOutput: JSON.stringify(answers[0] ?? {}) },
					};
		const { id } = await this.n8n.api.createWorkflow({
			name: 'Another desk',
			nodes: [
				{
					id: 'asked',
					name: 'Asked',
					type: 'n8n-nodes-base.executeWorkflowTrigger',
					typeVersion: 1.1,
					position: [0, 0],
					parameters: { inputSource: 'passthrough' },
				},
				{ id: 'answer', name: 'Answer', position: [200, 0], ...answer },
			],
			connections: { Asked: { main: [[{ node: 'Answer', type: 'main', index: 0 }]] } },
		});
		if (isPublished) await this.n8n.api.publish(id);
		await this.set({ deskWorkflow: id });
	}
}

export const rig = new SetupHouse();
