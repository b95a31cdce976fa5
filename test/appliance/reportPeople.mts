import type { Session, SessionRepresentative, Survey } from './session.mts';
import { surveyAnswer } from './reportSurveys.mts';
import { unixNow } from './wire.mts';
import type { World } from './world.mts';
import { element, type XmlElement } from './xml.mts';

/** `primary_customer` and `primary_rep`; the second is absent while nobody owns the session. */
export function people(world: World, session: Session): XmlElement[] {
	const { customer } = session;
	const owner = world.sessions.ownerOf(session);
	return [
		...(session.withoutCustomer
			? []
			: [element('primary_customer', customer.name, { gsnumber: customer.gsnumber })]),
		...(owner
			? [
					element('primary_rep', world.sessions.partyOf(owner).name, {
						gsnumber: owner.gsnumber,
						id: owner.profile.id,
					}),
				]
			: []),
	];
}

/** An address as the report writes it; a port that is none was reported of several appliances (reference, 12). */
const publicIp = (world: World, address: string): XmlElement =>
	element(
		'public_ip',
		world.options.brokenPorts ? address.replace(/(^[^:]*|\]):\d+$/, '$1:abc') : address,
	);

function customerElement(world: World, { customer, withoutCustomer }: Session): XmlElement[] {
	if (withoutCustomer) return [];
	const info = element('info', [
		element('name', customer.name),
		element('company', customer.company),
		element('company_code', customer.companyCode),
		element('issue', customer.issue),
		element('details', customer.details),
	]);
	return [
		element(
			'customer',
			[
				element('username', customer.name),
				publicIp(world, customer.publicIp),
				element('private_ip', customer.privateIp),
				...(customer.hostname === null ? [] : [element('hostname', customer.hostname)]),
				element('os', customer.os),
				element('primary_cust', 1),
				info,
			],
			{ gsnumber: customer.gsnumber },
		),
	];
}

function representativeElement(
	world: World,
	session: Session,
	one: SessionRepresentative,
): XmlElement {
	const { profile, gsnumber, joinedAt } = one;
	const until = one.departedAt ?? session.endedAt ?? unixNow();
	return element(
		'representative',
		[
			element('username', profile.username),
			element('display_name', profile.publicName),
			element('public_display_name', profile.publicName),
			element('private_display_name', profile.privateName),
			publicIp(world, profile.publicIp),
			element('private_ip', profile.privateIp),
			...(profile.hostname === null ? [] : [element('hostname', profile.hostname)]),
			element('os', profile.os),
			element('primary_rep', Number(session.owner === gsnumber)),
			element('seconds_involved', Math.max(0, until - joinedAt)),
			...(one.invited ? [element('invited', 1)] : []),
		],
		{ gsnumber, id: profile.id },
	);
}

const answersOf = ({ answers }: Survey): XmlElement[] =>
	answers.map(({ question, answers: given }) =>
		element('value', undefined, { name: question, value: surveyAnswer(given.join(', ')) }),
	);

/** Who filled a survey, or the survey itself. */
const surveysOf = (
	world: World,
	session: Session,
	respondent: Survey['respondent'],
	name: string,
): XmlElement[] =>
	session.surveys
		.filter((survey) => survey.respondent === respondent)
		.map((survey) => {
			const { by } = survey;
			const inside = world.options.surveysInReport === 'answers';
			return element(name, inside ? answersOf(survey) : by.name, { gsnumber: by.gsnumber });
		});

/** The lists of a session; an empty list is an empty element. */
export function participantLists(world: World, session: Session): XmlElement[] {
	const teams = session.teams.map(({ id, name }) =>
		element('team', [element('name', name)], { id }),
	);
	return [
		element('customer_list', customerElement(world, session)),
		element(
			'rep_list',
			session.representatives.map((one) => representativeElement(world, session, one)),
		),
		element('team_list', teams),
		element('cust_survey_list', surveysOf(world, session, 'customer', 'cust_exit_survey')),
		element('rep_survey_list', surveysOf(world, session, 'representative', 'rep_exit_survey')),
	];
}
