import { deskTemplate } from '../deskTemplate';

export const template = deskTemplate({
	desk: 'Jira Service Management',
	operation: 'jiraServiceManagement',
	settings: {
		address: 'https://your-site.atlassian.net',
		site: 'https://your-site.atlassian.net',
		system: 'jira',
		projects: '',
		internalProjects: '',
		organizationsField: '',
		serviceDeskId: '',
		requestTypeId: '',
		resolution: 'Done',
	},
	credential: {
		authentication: 'predefinedCredentialType',
		nodeCredentialType: 'jiraSoftwareCloudApi',
	},
	setUp: [
		'In Jira, create a separate account with a licence for Jira Service Management and the role *Service Desk Team* in each project (*Browse projects*, *Add comments*, *Delete own comments*, and for more also *Transition issues*, *Work on issues*), and an API token for it. Without the licence, Jira would publish internal notes, so this workflow writes none in that case.',
		'In n8n, create a credential *Jira SW Cloud API* (email address, token, and the site as *Domain*) and choose it in $ask and $tell.',
		'*Settings*: `address` is the site, or `https://api.atlassian.com/ex/jira/` and the cloud id for a token with scopes; `site` is the address that people open. `projects`: keys of the projects whose tickets are listed. `organizationsField`: the custom field *Organizations*, such as `customfield_10002`. `serviceDeskId` and `requestTypeId` are for opening tickets only.',
	],
});
