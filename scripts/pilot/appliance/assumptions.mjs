/**
 * What the package assumes of an appliance, by the specification that can tell: names of elements, attributes, paths and
 * fields, and the operations that need them. `a|b` stands for a name that goes by one or the other.
 */
const PEOPLE = 'Session: Get, Get Many and Render Note: who took part';
const HAPPENED = 'Session: Get and Get Many: what happened';

const names = (text) => text.trim().split(/\s+/);

export const specifications = [
	{
		file: 'command.xsd',
		path: '/api/command.xsd',
		title: 'Command API v1',
		assumed: [
			{ kind: 'element', names: names('error'), neededFor: 'telling failures apart' },
			{
				kind: 'element',
				names: names('success'),
				neededFor: 'Session: Transfer, Terminate, Update, Send Message',
			},
			{
				kind: 'element',
				names: names('api_information api_version timestamp permissions permission'),
				neededFor: 'Appliance: Get, and the test of the credential',
			},
			{
				kind: 'element',
				names: names('appliance version failover_role error_message enabled_shared_ips'),
				neededFor: 'Appliance: Get',
			},
			{
				kind: 'element',
				names: names(
					'rep display_name public_display_name private_display_name type logged_in_since support_session_count showing_on_rep_list',
				),
				neededFor: 'Representative: Get Many, and the list of representatives',
			},
			{
				kind: 'element',
				names: names('support_team name issues issue title|name members representative'),
				neededFor: 'Team: Get Many, and the list of teams',
			},
			{
				kind: 'element',
				names: names('short_key key_url expires queue queue_id mail_subject mail_body'),
				neededFor: 'Session Key: Generate, and invites',
			},
			{
				kind: 'attribute',
				names: names('available'),
				neededFor: 'telling that nobody serves a queue',
			},
			{ kind: 'attribute', names: names('id name'), neededFor: 'all lists' },
		],
	},
	{
		file: 'reporting.xsd',
		path: '/api/reporting.xsd',
		title: 'Reporting API',
		assumed: [
			{ kind: 'element', names: names('error'), neededFor: 'telling failures apart' },
			{
				kind: 'element',
				names: names(
					'session session_type start_time end_time duration public_site external_key custom_attributes custom_attribute team_list team name file_transfer_count file_move_count file_delete_count',
				),
				neededFor: 'Session: Get and Get Many, and both triggers',
			},
			{
				kind: 'element',
				names: names(
					'session_chat_view_url session_chat_download_url session_recording_view_url session_recording_download_url',
				),
				neededFor: 'the links of a session and its note',
			},
			{
				kind: 'element',
				names: names(
					'primary_customer customer_list customer info company company_code issue details primary_rep rep_list representative username public_display_name|display_name private_display_name seconds_involved invited hostname os public_ip private_ip',
				),
				neededFor: PEOPLE,
			},
			{
				kind: 'element',
				names: names(
					'session_details event performed_by destination body encoded_body data value files file filename filesize system_information category description row field',
				),
				neededFor: HAPPENED,
			},
			{
				kind: 'attribute',
				names: names(
					'lsid timestamp event_type gsnumber type id name value code_name|display_name',
				),
				neededFor: 'all reports of sessions',
			},
			{
				kind: 'element',
				names: names('session_summary'),
				neededFor: 'Session: Get Many where a report is too large',
			},
			{
				kind: 'element',
				names: names('exit_survey question_list question label answer_list answer'),
				neededFor: 'Survey: Get Many',
			},
			{ kind: 'attribute', names: names('ts'), neededFor: 'Survey: Get Many' },
		],
	},
	{
		file: 'command-v2.openapi.yaml',
		path: '/api/command/v2/openapi.yaml',
		title: 'Command API v2 (newer than RS 24.3; nothing depends on it)',
		assumed: [
			{ kind: 'path', names: names('/info'), neededFor: 'Appliance: Get (commandV2Version)' },
			{
				kind: 'field',
				names: names('command_api_version'),
				neededFor: 'Appliance: Get (commandV2Version)',
			},
			{ kind: 'path', names: names('/team/{id}/issue'), neededFor: 'the list of issues' },
			{ kind: 'field', names: names('code_name title|name'), neededFor: 'the list of issues' },
		],
	},
	{
		file: 'configuration.openapi.yaml',
		path: '/api/config/v1/openapi.yaml',
		title: 'Configuration API',
		assumed: [
			{ kind: 'path', names: names('/user'), neededFor: 'User: Get Many' },
			{
				kind: 'field',
				names: names('id username public_display_name private_display_name email_address enabled'),
				neededFor: 'User: Get Many, and Representative: Get Many with users',
			},
			{
				kind: 'field',
				names: names('per_page current_page'),
				neededFor: 'going through the pages of User: Get Many',
			},
		],
	},
];
