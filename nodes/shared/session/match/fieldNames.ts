/**
 * The names under which desks keep a field, the best first: Halo, ServiceNow, Jira, Zendesk, Freshservice, Zammad, and
 * what people call it. Case, `_`, `-` and blanks do not count; `fields.x` and `json.x` are read as `x`.
 */
export const NAMES = {
	id: [
		'id',
		'ticketId',
		'key',
		'number',
		'ticketNumber',
		'caseNumber',
		'issueKey',
		'faultId',
		'sysId',
	],
	summary: ['summary', 'subject', 'title', 'shortDescription', 'name'],
	details: ['details', 'description', 'body', 'descriptionText', 'symptom', 'text', 'note'],
	customer: [
		...[
			'userName',
			'customer',
			'customerName',
			'requester',
			'requesterName',
			'requestedFor',
			'callerId',
			'caller',
		],
		...['reporter', 'contact', 'contactName', 'endUser', 'user', 'usersName', 'from'],
	],
	email: [
		...[
			'email',
			'userEmail',
			'emailAddress',
			'requesterEmail',
			'customerEmail',
			'contactEmail',
			'callerEmail',
		],
		...['reporterEmail', 'from'],
	],
	company: [
		...[
			'clientName',
			'company',
			'companyName',
			'organisation',
			'organization',
			'organisationName',
			'client',
		],
		...[
			'organizationName',
			'departmentName',
			'department',
			'account',
			'accountName',
			'customerCompany',
		],
	],
	representative: [
		...[
			'agentName',
			'agent',
			'technician',
			'technicianName',
			'assignee',
			'assigneeName',
			'assignedTo',
			'owner',
		],
		...['responder', 'resource'],
	],
	device: [
		...[
			'device',
			'deviceName',
			'asset',
			'assetName',
			'hostname',
			'host',
			'computer',
			'computerName',
			'assetTag',
		],
		...[
			'inventoryNumber',
			'assetNumber',
			'assetKeyFieldString',
			'cmdbCi',
			'configurationItem',
			'machine',
		],
	],
	status: ['statusName', 'status', 'state', 'ticketStatus'],
	closed: ['closed', 'isClosed', 'resolved', 'isResolved'],
	openedAt: [
		...[
			'dateOccurred',
			'opened',
			'openedAt',
			'created',
			'createdAt',
			'dateCreated',
			'createdOn',
			'createTime',
		],
		...['sysCreatedOn', 'createDate', 'date'],
	],
	updatedAt: [
		...[
			'lastActionDate',
			'updated',
			'updatedAt',
			'lastUpdate',
			'lastUpdated',
			'updatedOn',
			'modified',
			'modifiedAt',
		],
		...['sysUpdatedOn', 'lastModified', 'updateTime', 'lastActivity', 'lastActivityDate'],
	],
	closedAt: [
		'dateClosed',
		'closedAt',
		'solvedAt',
		'resolvedAt',
		'resolutionDate',
		'closedOn',
		'closeAt',
		'completedAt',
	],
} as const;

/** Where a field is an object (a person, a reference), these of its own fields are its text, the best first. */
export const INNER = ['displayName', 'displayValue', 'name', 'fullName', 'title', 'value'];
export const INNER_EMAIL = ['email', 'emailAddress', 'mail'];
/** What an answer or n8n wraps the fields in. */
export const WRAPPERS = ['fields', 'json', 'ticket', 'attributes'];
