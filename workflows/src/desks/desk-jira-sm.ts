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
		'In Jira, make an account of its own with a licence for Jira Service Management and the role *Service Desk Team* in each project (*Browse projects*, *Add comments*, *Delete own comments*; for more also *Transition issues*, *Work on issues*), and an API token for it. Without the licence Jira would publish internal notes; this workflow writes none then.',
		'In n8n, make a credential *Jira SW Cloud API* (e-mail address, token, and as *Domain* the site) and choose it in $ask and $tell.',
		'*Settings*: `address` is the site, or `https://api.atlassian.com/ex/jira/` and the cloud id for a token with scopes; `site` is what people open. `projects`: keys of the projects whose tickets are listed. `organizationsField`: the custom field *Organizations*, such as `customfield_10002`. `serviceDeskId` and `requestTypeId` are for opening tickets only.',
	],
});
