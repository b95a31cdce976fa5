import type { Browser, Locator, Page } from 'playwright-core';
import { PNG } from 'pngjs';
import type { Frame } from './gif.mts';

/** What is seen of a page, and the line below it that tells what it is, in pixels. */
export const VIEW = { width: 880, height: 500 };
const CAPTION = 60;
export const FILM = { width: VIEW.width, height: VIEW.height + CAPTION };

/** A part of a picture, which is shrunk or enlarged to fill the view. */
export interface Part {
	x: number;
	y: number;
	width: number;
}

interface Point {
	x: number;
	y: number;
}

/** The arrow is drawn: no browser puts its own into a picture. */
const ARROW = 'M1 1 L1 19 L5.6 14.8 L8.9 22.2 L12.2 20.7 L9 13.6 L15.2 13.2 Z';

const HTML = `<!doctype html><meta charset="utf-8"><style>
*{margin:0;box-sizing:border-box}
body{width:${FILM.width}px;height:${FILM.height}px;overflow:hidden;background:#fff;font-family:system-ui,'DejaVu Sans',sans-serif}
#view{position:relative;width:${VIEW.width}px;height:${VIEW.height}px;overflow:hidden}
#view img{position:absolute;transform-origin:0 0}
#caption{height:${CAPTION}px;background:#17233c;color:#fff;font-size:19px;display:flex;align-items:center;justify-content:center;text-align:center;padding:0 20px}
svg{position:absolute;width:20px;height:26px;left:-40px;top:0;z-index:1}
svg.pressed path{fill:#f26a21}
</style><div id="view"><img alt=""><svg viewBox="0 0 17 24"><path d="${ARROW}" fill="#111" stroke="#fff" stroke-width="1.4"/></svg></div>
<div id="caption"></div>`;

const STEPS = 6;
const STEP = 60;

/** A page that draws itself anew may have taken away for a moment what is looked for. */
async function boxOf(target: Locator) {
	for (let tries = 0; tries < 20; tries++) {
		const box = await target.boundingBox();
		if (box) return box;
		await new Promise((resolve) => setTimeout(resolve, 100));
	}
	throw new Error('What is to be pressed cannot be seen');
}

/** Shows pictures of pages with a caption and a pointer, and keeps what is seen as frames. */
export class Stage {
	readonly frames: Frame[] = [];

	private readonly page: Page;

	private pointer: Point = { x: VIEW.width * 0.7, y: VIEW.height * 0.8 };

	private constructor(page: Page) {
		this.page = page;
	}

	static async open(browser: Browser): Promise<Stage> {
		const context = await browser.newContext({ viewport: FILM, deviceScaleFactor: 1 });
		const page = await context.newPage();
		await page.setContent(HTML);
		return new Stage(page);
	}

	/** Takes a picture of a page as it is, and shows it; of a page that is larger than the view, a part. */
	async show(from: Page, part: Part = { x: 0, y: 0, width: VIEW.width }): Promise<void> {
		await this.put(await from.screenshot({ scale: 'css', caret: 'hide' }), part);
	}

	/** Shows a picture that was taken before. */
	async put(png: Buffer, { x, y, width }: Part): Promise<void> {
		const source = `data:image/png;base64,${png.toString('base64')}`;
		const scale = VIEW.width / width;
		const transform = `scale(${scale}) translate(${-x}px,${-y}px)`;
		await this.page.evaluate(
			async ([src, style]) => {
				const image = document.querySelector('img') as HTMLImageElement;
				image.src = src;
				image.style.transform = style;
				await image.decode();
			},
			[source, transform],
		);
	}

	async say(caption: string): Promise<void> {
		await this.page.evaluate((text) => {
			(document.querySelector('#caption') as HTMLElement).textContent = text;
		}, caption);
	}

	/** What is seen stays for so long. */
	async hold(milliseconds: number): Promise<void> {
		const png = PNG.sync.read(await this.page.screenshot({ scale: 'css' }));
		this.frames.push({ rgba: png.data, milliseconds });
	}

	/** The pointer goes to the middle of something on the page that is shown, and presses it. The page itself is not touched. */
	async press(target: Locator): Promise<void> {
		const box = await boxOf(target);
		const to = { x: box.x + Math.min(box.width / 2, 120), y: box.y + box.height / 2 };
		if (to.y < 0 || to.y > VIEW.height)
			throw new Error('What is to be pressed is outside of the view');
		const from = this.pointer;
		for (let step = 1; step <= STEPS; step++) {
			const part = (1 - Math.cos((Math.PI * step) / STEPS)) / 2;
			await this.point({ x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part });
			await this.hold(STEP);
		}
		this.pointer = to;
		await this.hold(250);
		await this.point(to, true);
		await this.hold(180);
		await this.point(to);
	}

	async hidePointer(): Promise<void> {
		await this.point({ x: -40, y: 0 });
	}

	async close(): Promise<void> {
		await this.page.context().close();
	}

	private async point({ x, y }: Point, isPressed = false): Promise<void> {
		await this.page.evaluate(
			([left, top, pressed]) => {
				const arrow = document.querySelector('svg') as SVGElement;
				arrow.style.left = `${left}px`;
				arrow.style.top = `${top}px`;
				arrow.classList.toggle('pressed', pressed === 1);
			},
			[Math.round(x), Math.round(y), isPressed ? 1 : 0],
		);
	}
}
