import {
	type Behaviour,
	type Comment,
	type Issue,
	type Mail,
	type Project,
	type User,
} from './model.mts';
import { textOf } from './adf.mts';
import { noIssue } from './refusals.mts';
import { agents, customer, issues, PROJECTS, STATUS, STATUSES, WORKFLOW } from './seed.mts';

/** The site's data and the rules for changing it. Nothing here knows HTTP. */
export class Store {
	readonly behaviour: Behaviour;
	readonly now: () => number;
	staff: User[] = [];
	issues: Issue[] = [];
	/** What customers were sent; nothing takes a message back. */
	mails: Mail[] = [];
	projects: Project[] = [];
	/** Times of writes, by issue. */
	readonly writes = new Map<string, number[]>();
	revision = 0;
	/** Comments that are published whatever they ask for. */
	leaks = 0;
	private last = 30_500;

	constructor(behaviour: Behaviour, now: () => number) {
		this.behaviour = behaviour;
		this.now = now;
		this.reset();
	}

	reset(): void {
		this.staff = agents();
		this.issues = issues(this.now(), this.staff);
		this.projects = structuredClone(PROJECTS);
		this.mails = [];
		this.leaks = 0;
		this.writes.clear();
		this.revision += 1;
	}

	/** The account of the API. */
	get me(): User {
		return this.staff[0]!;
	}

	nextId(): string {
		this.last += 1;
		return String(this.last);
	}

	/** Marks a change; the search knows of it later. */
	touch(issue: Issue): number {
		const now = this.now();
		Object.assign(issue, { updated: now, indexedAt: now + this.behaviour.searchLagMs });
		this.revision += 1;
		return now;
	}

	projectOf({ key }: Pick<Issue, 'key'>): Project {
		return this.projects.find((one) => key.startsWith(`${one.key}-`))!;
	}

	canSee(issue: Issue): boolean {
		return !issue.isHidden && this.projectOf(issue).isVisible;
	}

	isDesk(issue: Issue): boolean {
		return this.projectOf(issue).projectTypeKey === 'service_desk';
	}

	/** Whatever the account may see of it. @throws Refusal 404 */
	any(idOrKey: string): Issue {
		const wanted = idOrKey.toUpperCase();
		const found = this.issues.find(({ id, key }) => id === wanted || key === wanted);
		const former = this.issues.find(({ formerKeys }) => formerKeys.includes(wanted));
		const issue = found ?? (this.behaviour.formerKey === 'found' ? former : undefined);
		if (!issue) throw noIssue();
		return issue;
	}

	/** @throws Refusal 404, also for an issue that the account may not see */
	issue(idOrKey: string): Issue {
		const issue = this.any(idOrKey);
		if (!this.canSee(issue)) throw noIssue();
		return issue;
	}

	statusOf({ statusId }: Issue) {
		return this.status(statusId);
	}

	status(id: string) {
		const status = STATUSES.find((one) => one.id === id)!;
		return { ...status, name: this.behaviour.statusNames[id] ?? status.name };
	}

	transitionsOf(issue: Issue) {
		const lacks = this.behaviour.lacks.includes('transitionIssues');
		return lacks ? [] : (WORKFLOW[issue.statusId] ?? []);
	}

	/** Opens an issue. `project` must be one of the site's. */
	open(project: string, fields: Partial<Issue> = {}): Issue {
		const numbers = this.issues
			.flatMap(({ key, formerKeys }) => [key, ...formerKeys])
			.filter((key) => key.startsWith(`${project}-`))
			.map((key) => Number(key.split('-')[1]));
		const now = this.now();
		const issue: Issue = {
			...{ key: `${project}-${Math.max(0, ...numbers) + 1}`, formerKeys: [] },
			...{
				summary: 'A new ticket',
				description: '',
				type: { id: '10044', name: '[System] Incident' },
			},
			...{ statusId: STATUS.waiting, resolution: null, reporter: null, organization: null },
			...{ assignee: null, created: now, updated: now, isHidden: false, isRequest: true },
			...{ comments: [], worklogs: [], indexedAt: now + this.behaviour.searchLagMs },
			...fields,
			id: String(Math.max(...this.issues.map(({ id }) => Number(id)), 20_000) + 1),
		};
		this.issues.push(issue);
		this.revision += 1;
		return issue;
	}

	/** Moves an issue: it gets a new key, and keeps its id. */
	move(issue: Issue, project: string): string {
		const { key } = this.open(project);
		this.issues.pop();
		issue.formerKeys.push(issue.key);
		issue.key = key;
		this.touch(issue);
		return key;
	}

	/** Adds a comment. What is public in a service desk is mailed to the reporter at once. */
	comment(issue: Issue, made: Pick<Comment, 'body' | 'isPublic'> & Partial<Comment>): Comment {
		const created = this.touch(issue);
		const comment: Comment = {
			...{ id: this.nextId(), author: this.me, created, properties: [] },
			...made,
		};
		issue.comments.push(comment);
		if (comment.isPublic && this.isDesk(issue) && issue.isRequest && issue.reporter) {
			const { emailAddress: to } = issue.reporter;
			this.mails.push({ to, issue: issue.key, text: textOf(comment.body) });
		}
		return comment;
	}

	/** A customer of the service desk by name and address, known or new. */
	customerOf(name: string, email: string): User {
		return (
			this.customers().find(({ emailAddress }) => emailAddress === email) ??
			customer(name, email, this.issues.length + 1)
		);
	}

	customers(): User[] {
		const all = this.issues.flatMap(({ reporter }) => (reporter ? [reporter] : []));
		const isFirst = (one: User, index: number) =>
			all.findIndex(({ accountId }) => accountId === one.accountId) === index;
		return all.filter((one, index) => one.accountType === 'customer' && isFirst(one, index));
	}
}
