import { fields } from './fields.mts';

/** The fields of a chat message: schema `LiveChatMsg` of HaloPSA's published OpenAPI. */
export const chatMessageFields = fields({
	boolean: `
		_isremoteinvite value_bool`,
	date: `
		timestamp value_date`,
	integer: `
		id chat_id sender_id value_int system_id ticket_id user_id agent_id lastmessageid
		remotetechid input_id next_input_id chat_image_type attachment_id`,
	string: `
		text unknown_id display_name _remoteintegration _warning value_multi`,
});

/** The fields of a remote session: schema `RemoteSessionData` of HaloPSA's published OpenAPI. */
export const remoteSessionFields = fields({
	boolean: `
		sessionfinished resolved isnewreq _override_create_action`,
	date: `
		queuedate leftqueuedate sessionstartdate sessionenddate`,
	integer: `
		id ticket_id actionnumber calllogid sessionstate unum matchedclient matchedsite outcome
		userid livechatid clientid siteid module_id`,
	number: `
		time_taken`,
	string: `
		thirdpartyid customername sitename username emailaddress uname matcheduser phonenumber notes
		summary _warning agent_url new_webhook_password recording_url`,
});
