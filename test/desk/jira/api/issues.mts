import type { Answer } from '../../chassis/http.mts';
import type { Issue } from '../model.mts';
import { refused } from '../refusals.mts';
import { RESOLUTIONS } from '../seed.mts';
import { documentIn } from './comments.mts';
import { countWrite } from './limits.mts';
import { bodyOf, issueOf, numberIn, type Site, statusOf, timeOf, userOf } from './shape.mts';

/** `GET /issue/{key}` */
export function getIssue(site: Site, issue: Issue): Answer {
	const fields = site.call.query.get('fields')?.split(',') ?? null;
	const expand = 'renderedFields,names,schema,operations,editmeta,changelog';
	return { status: 200, body: { expand, ...issueOf(site, issue, fields) } };
}

const RESOLUTION = {
	...{ required: true, name: 'Resolution', key: 'resolution', operations: ['set'] },
	...{ hasDefaultValue: false, allowedValues: RESOLUTIONS },
	schema: { type: 'resolution', system: 'resolution' },
};

/** `GET …/transitions`: what the workflow offers at the present status; fields only where they are asked for. */
export function listTransitions(site: Site, issue: Issue): Answer {
	const withFields = site.call.query.get('expand') === 'transitions.fields';
	const transitions = site.store.transitionsOf(issue).map(({ id, name, to, wantsResolution }) => ({
		...{ id, name, to: statusOf(site, to), hasScreen: wantsResolution === true },
		...{ isGlobal: false, isInitial: false, isAvailable: true, isConditional: false },
		...(withFields ? { fields: wantsResolution ? { resolution: RESOLUTION } : {} } : {}),
	}));
	return { status: 200, body: { expand: 'transitions', transitions } };
}

/** `POST …/transitions` */
export function transit({ store, call }: Site, issue: Issue): Answer {
	const { transition, fields } = bodyOf(call) as {
		transition?: { id?: string };
		fields?: { resolution?: { name?: string } };
	};
	const found = store.transitionsOf(issue).find(({ id }) => id === transition?.id);
	if (!found) {
		const message = `It seems that you have tried to perform an illegal workflow operation (${transition?.id}).`;
		throw refused(400, [message]);
	}
	const named = fields?.resolution?.name;
	if (named !== undefined && !found.wantsResolution) {
		const resolution =
			"Field 'resolution' cannot be set. It is not on the appropriate screen, or unknown.";
		throw refused(400, [], { resolution });
	}
	if (found.wantsResolution && !RESOLUTIONS.some(({ name }) => name === named)) {
		const resolution = named
			? `Could not find a resolution with the name '${named}'.`
			: 'Resolution is required.';
		throw refused(400, [], { resolution });
	}
	countWrite(store, issue);
	const isDone = store.status(found.to).category === 'done';
	Object.assign(issue, {
		statusId: found.to,
		resolution: isDone ? (named ?? issue.resolution) : null,
	});
	store.touch(issue);
	return { status: 204, body: undefined };
}

/** `GET …/worklog`: oldest first. */
export function listWorklogs(site: Site, issue: Issue): Answer {
	const startAt = numberIn(site.call, 'startAt', 0);
	const maxResults = Math.min(numberIn(site.call, 'maxResults', 5_000), 5_000);
	const page = issue.worklogs.slice(startAt, startAt + maxResults);
	const worklogs = page.map((one) => worklogOf(site, issue, one));
	return { status: 200, body: { startAt, maxResults, total: issue.worklogs.length, worklogs } };
}

function worklogOf(site: Site, issue: Issue, one: Issue['worklogs'][number]) {
	const { store, base } = site;
	const person = userOf(site, one.author);
	const created = timeOf(store, one.created);
	const [hours, minutes] = [
		Math.floor(one.timeSpentSeconds / 3600),
		Math.round((one.timeSpentSeconds % 3600) / 60),
	];
	return {
		self: `${base}/rest/api/3/issue/${issue.id}/worklog/${one.id}`,
		...{ author: person, updateAuthor: person, comment: one.comment, created, updated: created },
		...{ started: timeOf(store, one.started), timeSpentSeconds: one.timeSpentSeconds },
		timeSpent: [hours ? `${hours}h` : '', minutes ? `${minutes}m` : ''].filter(Boolean).join(' '),
		...{ id: one.id, issueId: issue.id },
	};
}

/** `Z` and a colon in the zone are refused. */
const STARTED = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}[+-]\d{4}$/;

/** `POST …/worklog` */
export function addWorklog(site: Site, issue: Issue): Answer {
	const { store, call } = site;
	if (store.behaviour.lacks.includes('workOnIssues')) {
		throw refused(403, ['You do not have the permission to associate a worklog to this issue.']);
	}
	const { started, timeSpentSeconds, comment } = bodyOf(call);
	if (started === undefined && store.behaviour.wantsStarted) {
		throw refused(400, [], { started: 'Worklog must have a start date.' });
	}
	if (started !== undefined && !(typeof started === 'string' && STARTED.test(started))) {
		throw refused(400, ['Invalid request payload. Refer to the REST API documentation.']);
	}
	if (typeof timeSpentSeconds !== 'number' || timeSpentSeconds < 60) {
		throw refused(400, [], { timeLogged: 'You must indicate the time spent working.' });
	}
	if (comment !== undefined) documentIn(store, comment);
	countWrite(store, issue);
	const created = store.touch(issue);
	const zoned = String(started ?? '').replace(/(\d\d)(\d\d)$/, '$1:$2');
	const worklog = {
		...{ id: store.nextId(), author: store.me, comment, created, timeSpentSeconds },
		started: started === undefined ? created : Date.parse(zoned),
	};
	issue.worklogs.push(worklog);
	return { status: 201, body: worklogOf(site, issue, worklog) };
}
