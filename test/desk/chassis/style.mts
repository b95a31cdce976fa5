export const style = `
:root { --ink: #1d2733; --soft: #66758a; --line: #dfe5ec; --paper: #fff; --ground: #f3f5f8;
	--accent: #2f5fd0; --green: #1f8a5b; --amber: #a86a00; --violet: #6d48b8; }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink);
	font: 15px/1.5 system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', sans-serif; }
a { color: inherit; text-decoration: none; }
a:hover { color: var(--accent); }
header.top { background: #16233b; color: #fff; padding: 14px 32px; display: flex; gap: 24px;
	align-items: baseline; }
header.top strong { font-size: 18px; }
header.top span { color: #a9b8d0; font-size: 13px; }
main { display: grid; grid-template-columns: minmax(0, 1.7fr) minmax(0, 1fr); gap: 28px;
	max-width: 1360px; margin: 0 auto; padding: 24px 32px 48px; align-items: start; }
main.single { grid-template-columns: minmax(0, 1fr); max-width: 980px; }
h2 { font-size: 13px; letter-spacing: .06em; text-transform: uppercase; color: var(--soft);
	margin: 0 0 10px; }
h2 + .card { margin-top: 0; }
section > h2:not(:first-child) { margin-top: 26px; }
.card { background: var(--paper); border: 1px solid var(--line); border-radius: 10px;
	margin: 0 0 14px; box-shadow: 0 1px 2px rgba(20, 35, 60, .05); overflow: hidden; }
.card > header { padding: 13px 18px; display: flex; flex-wrap: wrap; gap: 4px 10px;
	align-items: center; }
.card h3 { font-size: 16px; font-weight: 600; margin: 0; flex: 1 1 auto; }
.number { color: var(--soft); font-variant-numeric: tabular-nums; font-weight: 500; }
.meta { flex-basis: 100%; color: var(--soft); font-size: 13px; }
.request { margin: 0; padding: 0 18px 13px; white-space: pre-wrap; }
.badge { font-size: 12px; font-weight: 600; padding: 1px 9px; border-radius: 20px;
	background: #e8ecf2; color: #4a5a70; white-space: nowrap; }
.badge.open { background: #e0f3ea; color: var(--green); }
.badge.progress { background: #e3ebfb; color: var(--accent); }
.badge.private { background: #fdf0d8; color: var(--amber); }
.badge.public { background: #e0f3ea; color: var(--green); }
.badge.outcome { background: #ece6f9; color: var(--violet); }
.action { border-top: 1px solid var(--line); padding: 12px 18px 14px; background: #fbfcfe; }
.action.private { box-shadow: inset 3px 0 #efb74d; }
.action > header { display: flex; flex-wrap: wrap; gap: 4px 10px; align-items: center;
	margin-bottom: 8px; }
.action .who { font-weight: 600; }
.when, time { color: var(--soft); font-size: 13px; }
.avatar { width: 28px; height: 28px; border-radius: 50%; display: inline-grid; place-items: center;
	font-size: 11px; font-weight: 700; color: #fff; background: #4a6fb5; flex: none; }
.avatar.customer { background: #8a97a8; }
iframe.note { display: block; width: 100%; height: 120px; border: 1px solid var(--line);
	border-radius: 6px; background: #fff; }
pre.note { margin: 0; font: inherit; white-space: pre-wrap; overflow-wrap: anywhere; }
.overview pre.note { max-height: 420px; overflow: auto; }
.none { color: var(--soft); padding: 0 18px 13px; margin: 0; font-size: 13px; }
ol.messages { list-style: none; margin: 0; padding: 4px 18px 16px; display: grid; gap: 10px; }
.message { display: grid; grid-template-columns: 28px minmax(0, 1fr); gap: 2px 10px; }
.message .avatar { grid-row: span 2; }
.message .from { font-weight: 600; font-size: 13px; }
.message p { margin: 0; background: #eef1f5; border-radius: 4px 10px 10px 10px; padding: 7px 12px;
	white-space: pre-wrap; overflow-wrap: anywhere; justify-self: start; max-width: 100%; }
.message.agent p { background: #e3ebfb; }
.overview .message p { max-height: 320px; overflow: auto; }
table { width: 100%; border-collapse: collapse; font-size: 13px; }
td, th { text-align: left; padding: 8px 18px; border-top: 1px solid var(--line); }
tr:first-child th { border-top: 0; color: var(--soft); font-weight: 600; }
@media (max-width: 900px) { main { grid-template-columns: minmax(0, 1fr); padding: 16px; } }
`;

/** What an agent sees inside the frame of an HTML note. */
export const noteStyle = `body { margin: 10px 12px; color: #1d2733; overflow-wrap: anywhere;
	font: 14px/1.5 system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif; }
table { border-collapse: collapse; } td, th { text-align: left; vertical-align: top; padding: 2px 10px 2px 0; }
img { max-width: 100%; }`;
