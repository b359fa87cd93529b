import factory from 'libheif-js/libheif-wasm/libheif.js';
import wasm_url from 'libheif-js/libheif-wasm/libheif.wasm?url';
import wasm_sha256 from 'libheif-js/libheif-wasm/libheif.wasm?sha256';
import { fetch_whole } from '../engine/fetch_whole';
import type { Refusal } from './accept';
import { read_heif } from './heif';
import { convert_to_srgb, is_srgb, profile_of_primaries, read_profile } from './icc';
import { of_pixels } from './pixels';
import type { Decoded } from './redraw';

interface HeifImage {
  get_width(): number;
  get_height(): number;
  is_primary(): boolean;
  display(picture: { data: Uint8ClampedArray; width: number; height: number }, done: (shown: object | null) => void): void;
  free(): void;
}

interface LibHeif {
  HeifDecoder: new () => { decode(file: Uint8Array): HeifImage[] };
}

function pixels_of(image: HeifImage): Promise<ImageData | undefined> {
  const picture = new ImageData(image.get_width(), image.get_height());
  return new Promise((resolve) => image.display(picture, (shown) => resolve(shown ? picture : undefined)));
}

// The decoder hands out pixels as they are in the file; phones write them in Display P3.
function to_srgb(pixels: ImageData, file: Uint8Array): void {
  const { icc, primaries } = read_heif(file);
  const profile = icc ? read_profile(icc) : profile_of_primaries(primaries);
  if (profile && !is_srgb(profile)) convert_to_srgb(profile, pixels.data);
}

// Of several photos in one file (a burst, a collection) the one that its camera calls the first. Never resolves to a
// picture in part. Rejects when the decoder did not arrive.
export async function decode_heic(file: Uint8Array): Promise<Decoded | { refused: Refusal }> {
  const wasmBinary = await fetch_whole(wasm_url, wasm_sha256);
  const libheif = (factory as (options: object) => LibHeif)({ wasmBinary });
  const photos = new libheif.HeifDecoder().decode(file);
  const photo = photos.find((each) => each.is_primary()) ?? photos[0];
  if (!photo) return { refused: { why: 'unreadable' } };
  const pixels = await pixels_of(photo);
  for (const each of photos) each.free();
  if (!pixels) return { refused: { why: 'damaged' } };
  to_srgb(pixels, file);
  return { ...await of_pixels(pixels), count: photos.length };
}
