/** Names of months and their short forms, folded: English, German, French, Dutch, Spanish, Italian, Portuguese. */
const MONTHS = [
	'jan january januar januari janvier janv ene enero gennaio gen janeiro',
	'feb february februar februari fevrier fev febrero febbraio fevereiro',
	'mar march marz maerz maart mrt mars marzo marco',
	'apr april avril avr abril abr aprile',
	'may mai mei mayo maggio mag maio',
	'jun june juni juin junio giugno giu junho',
	'jul july juli juillet juil julio luglio lug julho',
	'aug august augustus aout agosto ago',
	'sep sept september septembre septiembre settembre set setembro',
	'oct october oktober okt octobre octubre ottobre ott outubro out',
	'nov november novembre noviembre novembro',
	'dec december dezember dez decembre diciembre dic dicembre dezembro',
]
	.join(' ')
	.replaceAll(' ', '|');

const YEAR = '(?:19|20)\\d\\d';
const DAY = '(?:0?[1-9]|[12]\\d|3[01])';
const MONTH = '(?:0?[1-9]|1[0-2])';
const MONTH_NAME = `(?:${MONTHS})\\.?`;

/** Year first, day or month first, and with the month's name; each with its year, which is what looks like a number. */
const DATES = new RegExp(
	[
		`${YEAR}[-/.]${MONTH}(?:[-/.]${DAY})?(?:t\\d{2}[:.]?\\d{2}(?:[:.]?\\d{2})?)?`,
		`(?:${DAY}[-/.]){1,2}${YEAR}`,
		`(?:${DAY}(?:st|nd|rd|th|\\.)? ?(?:de |of )?)?${MONTH_NAME}(?: ${DAY}(?:st|nd|rd|th)?)?,? ?(?:de |of )?${YEAR}`,
	]
		.map((date) => `(?<![\\p{L}\\p{N}])${date}(?![\\p{L}\\p{N}]|[-/.]\\d)`)
		.join('|'),
	'gu',
);

/** Folded text with a blank in place of every date that has a year of four digits: its numbers name nothing. */
export const withoutDates = (folded: string): string => folded.replace(DATES, ' ');
