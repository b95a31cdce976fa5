/**
 * Runs in the page: swaps the content when the desk's revision changed, and gives each note's frame
 * the height of its content. A whole reload every few seconds would lose the reader's place.
 */
export const script = `
const limit = document.querySelector('main').classList.contains('overview') ? 420 : 4000;
const fit = (frame) => {
	const root = frame.contentDocument && frame.contentDocument.documentElement;
	if (!root) return;
	frame.style.height = '0';
	frame.style.height = Math.min(limit, root.scrollHeight + 2) + 'px';
};
const watch = () => document.querySelectorAll('iframe.note').forEach((frame) => {
	frame.addEventListener('load', () => fit(frame));
	fit(frame);
});
watch();
let revision = document.querySelector('main').dataset.revision;
setInterval(async () => {
	try {
		const now = String((await (await fetch('/control/revision')).json()).revision);
		if (now === revision) return;
		const text = await (await fetch(location.href)).text();
		const next = new DOMParser().parseFromString(text, 'text/html');
		document.querySelector('main').replaceWith(next.querySelector('main'));
		revision = document.querySelector('main').dataset.revision;
		watch();
	} catch { /* The desk is away for the moment: the next round asks again. */ }
}, 1000);
`;
