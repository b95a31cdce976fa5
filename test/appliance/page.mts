import { pageScript } from './pageScript.mts';

const style = `
:root{--ink:#1d2733;--soft:#5b6875;--line:#dfe4ea;--accent:#f26a21;--good:#1a7f4b;--bad:#b3261e}
*{box-sizing:border-box}body{font:15px/1.45 system-ui,sans-serif;color:var(--ink);margin:0;background:#f6f7f9}
header{display:flex;gap:1rem;align-items:center;padding:.8rem 1.2rem;background:#fff;border-bottom:3px solid var(--accent)}
h1{font-size:1.15rem;margin:0}h2{font-size:1rem;margin:0 0 .6rem}
main{display:grid;grid-template-columns:repeat(auto-fit,minmax(25rem,1fr));gap:1rem;padding:1rem;align-items:start}
section{background:#fff;border:1px solid var(--line);border-radius:.5rem;padding:1rem}
section.wide{grid-column:1/-1}table{border-collapse:collapse;width:100%}
td,th{text-align:left;padding:.25rem .5rem .25rem 0;border-bottom:1px solid var(--line);vertical-align:top}
th{font-weight:600;color:var(--soft)}form,.row{display:flex;flex-wrap:wrap;gap:.4rem;margin:.4rem 0;align-items:center}
input,select,button{font:inherit;padding:.3rem .5rem;border:1px solid #c4ccd4;border-radius:.3rem;background:#fff}
input{flex:1 1 9rem;min-width:0}button{cursor:pointer}button.main{background:var(--accent);border-color:var(--accent);color:#fff}
button.bad{color:var(--bad);border-color:var(--bad)}.card{border:1px solid var(--line);border-radius:.4rem;padding:.7rem;margin:.5rem 0}
.soft{color:var(--soft)}.good{color:var(--good)}.warn{color:var(--bad)}code{font-size:.85em}
.lines{max-height:11rem;overflow:auto;margin:.3rem 0;padding-left:.6rem;border-left:3px solid var(--line);white-space:pre-wrap}
`;

const startForm = `
<form data-command="startSession">
<input name="customerName" placeholder="Customer name" value="Jamie Rivera">
<input name="customerCompany" placeholder="Company (may stay empty)">
<input name="externalKey" placeholder="External key, from an invite (empty: unlinked)">
<select name="representativeId" id="representative"></select>
<button class="main">Start a session</button></form>
<form data-command="openKey"><input name="key" placeholder="Session key (7 digits)" required>
<input name="customerName" placeholder="Customer name" value="Jamie Rivera"><button>Customer enters the key</button></form>`;

/** The control page: no outside assets; everything the appliance says is set as text, never as mark-up. */
export const controlPage = `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Simulated appliance</title>
<link rel="icon" href="data:,"><meta name="viewport" content="width=device-width,initial-scale=1"><style>${style}</style></head>
<body><header><h1>Simulated appliance</h1><span id="status" class="soft"></span>
<span style="flex:1"></span><button id="offline">Go offline</button></header>
<main>
<section><h2>Start</h2>${startForm}<p id="message" class="warn" role="status"></p></section>
<section><h2>Teams</h2><table id="teams"></table></section>
<section><h2>Representatives</h2><table id="representatives"></table></section>
<section class="wide"><h2>Running sessions</h2><div id="running"></div></section>
<section class="wide"><h2>Ended sessions</h2><table id="ended"></table></section>
<section class="wide"><h2>Session keys</h2><table id="keys"></table></section>
<section class="wide"><h2>Outbound events</h2><div id="queue"></div><table id="deliveries"></table></section>
</main><script>${pageScript}</script></body></html>
`;
