import { createRequire } from 'node:module';

type Palette = number[][];

/** The part of gifenc that is used here; it brings no types along. */
interface Gifenc {
	quantize(rgba: Uint8Array, colours: number): Palette;
	applyPalette(rgba: Uint8Array, palette: Palette): Uint8Array;
	GIFEncoder(): {
		writeFrame(
			index: Uint8Array,
			width: number,
			height: number,
			options: {
				palette?: Palette;
				delay: number;
				transparent: boolean;
				transparentIndex: number;
				dispose: number;
			},
		): void;
		finish(): void;
		bytes(): Uint8Array;
	};
}

// Node.js finds no named exports in it, and jest no other ones.
const { applyPalette, GIFEncoder, quantize } = createRequire(import.meta.url)('gifenc') as Gifenc;

/** One picture of a film. */
export interface Frame {
	/** Four bytes a pixel, from the left top. */
	rgba: Uint8Array;
	/** How long it is seen, in milliseconds; GIF counts in hundredths of a second. */
	milliseconds: number;
}

/** One of the 256 colours means "as in the frame before". */
const UNCHANGED = 255;
const KEEP_FRAME_BEFORE = 1;

const same = (a: Uint8Array, b: Uint8Array) => Buffer.compare(a, b) === 0;

/** Frames that look the same become one that is seen longer. */
function withoutRepeats(frames: Frame[]): Frame[] {
	const kept: Frame[] = [];
	for (const { rgba, milliseconds } of frames) {
		const last = kept.at(-1);
		if (last && same(last.rgba, rgba)) last.milliseconds += milliseconds;
		else kept.push({ rgba, milliseconds });
	}
	return kept;
}

/** What differs from the frame before; the rest is see-through, which takes nearly no space. */
const changes = (index: Uint8Array, before: Uint8Array) =>
	index.map((colour, at) => (colour === before[at] ? UNCHANGED : colour));

/**
 * An animated GIF that repeats for ever. All frames share one palette, since pages of one program share their colours and a change of
 * palette would flicker.
 *
 * @throws RangeError where there is no frame
 */
export function encodeGif(frames: Frame[], width: number, height: number): Uint8Array {
	const kept = withoutRepeats(frames);
	if (kept.length === 0) throw new RangeError('A film needs a frame');
	const palette = quantize(Buffer.concat(kept.map(({ rgba }) => rgba)), UNCHANGED);
	// The place of the see-through colour has to exist, and a table of fewer colours would end before it.
	while (palette.length <= UNCHANGED) palette.push([0, 0, 0]);
	const colours = palette.slice(0, UNCHANGED);
	const gif = GIFEncoder();
	let before: Uint8Array | undefined;
	for (const { rgba, milliseconds: delay } of kept) {
		const index = applyPalette(rgba, colours);
		gif.writeFrame(before ? changes(index, before) : index, width, height, {
			...(before ? {} : { palette }),
			...{ delay, transparent: Boolean(before), transparentIndex: UNCHANGED },
			dispose: KEEP_FRAME_BEFORE,
		});
		before = index;
	}
	gif.finish();
	return gif.bytes();
}
