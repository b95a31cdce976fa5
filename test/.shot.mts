import { createApi } from '/work/main/test/harness/api.mts';
import { launchBrowser, openEditor } from '/work/main/test/harness/browser.mts';
import { readFileSync } from 'node:fs';
const d = JSON.parse(readFileSync('/tmp/dev.json', 'utf8'));
const api = createApi(d.n8n); await api.login();
const b = await launchBrowser();
for (const f of ['route-sessions-halopsa', 'setup']) {
 const t = JSON.parse(readFileSync(`/work/main/workflows/${f}.json`, 'utf8'));
 const w = await api.importTemplate(t, { credentials: { beyondTrustOAuth2Api: d.bt, beyondTrustWebhookApi: d.hook, oAuth2Api: d.halo } });
 const page = await openEditor(b, { url: d.n8n, api } as any, `/workflow/${w.id}`);
 await page.setViewportSize({ width: f === 'setup' ? 4200 : 9600, height: 2000 });
 await page.waitForSelector('[data-test-id="canvas-node"]');
 await page.waitForTimeout(3000);
 await page.keyboard.press('1'); await page.waitForTimeout(1500);
 await page.screenshot({ path: `/tmp/${f}-big.png` }); if (f !== 'setup') for (const i of [0,1,2]) await page.screenshot({ path: `/tmp/c${i}.png`, clip: { x: 3200*i, y: 300, width: 3200, height: 1400 } });
 const seg = f === 'setup' ? [] : [1, 2, 3, 4];
 for (let i = 0; i < 3 && seg.length; i++) { await page.keyboard.press('Shift+Equal'); }
 await page.close();
}
await b.close();
