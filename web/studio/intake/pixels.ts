import type { Decoded } from './redraw';

// Of pixels that a decoder of our own gives, at most 4096 a side: as they are, as one more copy of them takes 4 bytes a pixel.
export function of_pixels(pixels: ImageData): Decoded {
  const { width, height } = pixels;
  lay_on_white(pixels.data);
  return { source: pixels, width, height };
}

// Straight alpha in place, to what is seen of it on white.
export function lay_on_white(rgba: Uint8ClampedArray): void {
  for (let at = 0; at < rgba.length; at += 4) {
    const alpha = rgba[at + 3]!;
    if (alpha === 255) continue;
    for (let channel = at; channel < at + 3; channel++) rgba[channel] = Math.round((rgba[channel]! * alpha + 255 * (255 - alpha)) / 255);
    rgba[at + 3] = 255;
  }
}
