import { plain } from './fold';

/** Each row is one name; the first is the form they are compared in. */
const SHORT_FORMS = (
	'alexander alex sascha xander,alexandra alex sandra sascha,andrew andy drew,anthony tony,antonio toni,' +
	'barbara barb babs,benjamin ben benny,bernard bernie,catherine cathy kate katie kathy cat kat katherine kathryn cathryn,' +
	'charles charlie chuck,christian chris,christine chris chrissy tina christina,christopher chris kit topher,' +
	'daniel dan danny,david dave davy,deborah deb debbie,donald don donnie,dorothy dot dottie,edward ed eddie ted ned,' +
	'elizabeth liz lizzie beth betty eliza lisa lies elisabeth,eleanor ellie nell,emily em emmy,eugene gene,' +
	'francis frank fran,franziska franzi,frances fran fanny,frederick fred freddy frederik,friedrich fritz,' +
	'gabriel gabe,gabriele gabi,geoffrey geoff jeff jeffrey,gerald gerry jerry,gerard gerry,gregory greg,guillaume guy,' +
	'henry harry hank hal,hendrik henk rik,isabella bella izzy isabel,jacob jake,jacqueline jackie,james jim jimmy jamie,' +
	'janet jan,jennifer jen jenny,jessica jess jessie,johannes hans hannes joh jan,john jack johnny jon,jonathan jon jonny,' +
	'jose pepe,joseph joe joey jo,josef sepp jo,joshua josh,judith judy,katharina kathi kati katrin,kenneth ken kenny,' +
	'laurence larry lawrence,leonard leo len lenny,louis lou louie,louise lou lulu,ludwig lutz,manuel manu manolo,' +
	'margaret maggie meg peggy marge greta rita,maria mary mia maja,matthew matt mat,mathieu mat,matthias matze,' +
	'maximilian max,maxwell max,michael mike mick mickey micha mitch,michelle shelly,mohammed mo mohamed muhammad mohammad,' +
	'nathaniel nathan nate,nicholas nick nicky nicolas nico nicholaus klaus,nicole nicky nikki,oliver ollie olli,' +
	'pamela pam,patricia pat patty trish tricia,patrick pat paddy,peter pete,philip phil philipp pip,priscilla cilla,' +
	'rachel rach,raymond ray,rebecca becky becca,richard rick dick ricky rich richie,robert bob rob bobby robbie bert,' +
	'roberto beto,ronald ron ronnie,rudolf rudi,samantha sam sammy,samuel sam sammy,sebastian seb basti bas,' +
	'stephanie steph steffi stefanie,stephen steve stevie steven stefan stephan,susan sue suzy susie susanne suzanne sanne,' +
	'teresa terry tess theresa,terence terry,theodore ted teddy theo,thomas tom tommy thom,timothy tim timmy,' +
	'ulrich uli ulli,valerie val,victoria vicky tori vic,vincent vince vinny,walter walt wally,wilhelm willi,willem wim,' +
	'william bill will billy willy liam,wolfgang wolf,zachary zach zack,ignacio nacho,francisco paco pancho,' +
	'guadalupe lupe,dolores lola,enrique quique,cornelis kees cees,jan jan'
)
	.split(',')
	.map((row) => row.split(' ').map((form) => plain(form)));

const formsOf = new Map<string, Set<string>>();
for (const row of SHORT_FORMS) {
	for (const form of row) {
		const known = formsOf.get(form) ?? new Set();
		known.add(row[0]);
		formsOf.set(form, known);
	}
}

/** The names that a part of a name may be short for. */
export const formsFor = (part: string): string[] => [...(formsOf.get(plain(part)) ?? [])];

/** Whether two parts are short forms of one name, or one of the other. */
export const sameForm = (a: string, b: string): boolean => {
	const ofB = formsFor(b);
	return ofB.length > 0 && formsFor(a).some((form) => ofB.includes(form));
};
