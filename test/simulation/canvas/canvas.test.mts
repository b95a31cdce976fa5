import { canvasOf, type Store } from './engine.mts';
import { useScheduledClock } from './clock.mts';
import { playSchedule } from './schedule.mts';

test.each<[Store]>([['tables'], ['postgres']])('try %s', async (store) => {
	const canvas = await canvasOf(store);
	useScheduledClock();
	const N = Number(process.env.SIM ?? 20);
	const t = performance.now();
	const wrong: string[] = [];
	let steps = 0;
	for (let seed = 1; seed <= N; seed++) {
		const p = await playSchedule(canvas, seed);
		steps += p.steps;
		if (process.env.STORY) console.log(p.story.join('\n'), p.wrong);
		if (p.wrong) wrong.push(`${seed}: ${p.wrong}\n${p.story.join('\n')}`);
	}
	process.stdout.write(`${store} ${N} ${steps} steps ${(performance.now() - t) / N} ms each, wrong ${wrong.length}\n${wrong.slice(0, 2).join('\n\n')}\n`);
}, 600_000);
