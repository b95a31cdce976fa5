/**
 * More than mark-up needs: desks put their own variables (`$NAME`, `{{name}}`) into what they show, and some read
 * Markdown's backtick in HTML too.
 */
const ENTITIES: Record<string, string> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&#39;',
	'`': '&#96;',
	$: '&#36;',
	'{': '&#123;',
	'}': '&#125;',
};

/** Text for HTML, also for a quoted attribute. */
export const escapedHtml = (text: string) =>
	text.replace(/[&<>"'`${}]/g, (character) => ENTITIES[character]);
