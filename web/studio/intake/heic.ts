import factory from 'libheif-js/libheif-wasm/libheif.js';
import wasm_url from 'libheif-js/libheif-wasm/libheif.wasm?url';
import wasm_sha256 from 'libheif-js/libheif-wasm/libheif.wasm?sha256';
import { fetch_whole } from '../engine/fetch_whole';
import type { Refusal } from './accept';
import { read_heif } from './heif';
import { convert_to_srgb, is_srgb, profile_of_primaries, read_profile } from './icc';
import { of_pixels } from './pixels';
import { kMaxPixelsUnpacked, kMaxSide } from './plan';
import { knows_matrix, type Plane, type Planes, shrunk } from './planes';
import type { Decoded } from './redraw';

interface HeifImage {
  handle: object;
  get_width(): number;
  get_height(): number;
  is_primary(): boolean;
  display(picture: { data: Uint8ClampedArray; width: number; height: number }, done: (shown: object | null) => void): void;
  free(): void;
}

interface Unpacked {
  code?: number; // of an error; then there is nothing else
  image: { $$: { ptr: number } };
  channels: (Plane & { id: object; bits_per_pixel: number })[];
}

interface LibHeif {
  HeifDecoder: new () => { decode(file: Uint8Array): HeifImage[] };
  heif_colorspace: Record<'heif_colorspace_undefined', object>;
  heif_chroma: Record<'heif_chroma_undefined', object>;
  heif_channel: Record<'heif_channel_Y' | 'heif_channel_Cb' | 'heif_channel_Cr' | 'heif_channel_Alpha', object>;
  heif_js_decode_image2(handle: object, colorspace: object, chroma: object): Promise<Unpacked> | Unpacked;
  heif_image_release(image: object): void;
  _heif_image_get_nclx_color_profile(error: number, image: number, profile: number): void;
  _malloc(bytes: number): number;
  _free(address: number): void;
  HEAPU32: Uint32Array;
}

function pixels_of(image: HeifImage): Promise<ImageData | undefined> {
  const picture = new ImageData(image.get_width(), image.get_height());
  return new Promise((resolve) => image.display(picture, (shown) => resolve(shown ? picture : undefined)));
}

const kErrorWords = 3; // of heif_error: two codes and a text
const kMatrixWord = 3; // of heif_color_profile_nclx
const kRangeWord = 4;

// How the picture's values were made of red, green and blue; files that do not say so mean sRGB's way.
function way_of(libheif: LibHeif, image: number): Pick<Planes, 'matrix' | 'full_range'> {
  const error = libheif._malloc(4 * (kErrorWords + 1));
  try {
    const [code, profile] = [error >> 2, (error >> 2) + kErrorWords];
    libheif._heif_image_get_nclx_color_profile(error, image, 4 * profile);
    const { HEAPU32 } = libheif;
    if (HEAPU32[code] !== 0) return { matrix: 6, full_range: true };
    const words = HEAPU32[profile]! >> 2;
    const way = { matrix: HEAPU32[words + kMatrixWord]!, full_range: (HEAPU32[words + kRangeWord]! & 0xff) !== 0 };
    libheif._free(4 * words);
    return way;
  } finally {
    libheif._free(error);
  }
}

// The picture made smaller out of what the decoder unpacked it to: in RGBA it would be there twice, at 4 bytes a pixel.
// Nothing when it is damaged; `unusual` where it is packed as no phone does.
async function shrunk_of(libheif: LibHeif, photo: HeifImage): Promise<ReturnType<typeof shrunk> | 'unusual' | undefined> {
  const { heif_channel: id, heif_colorspace, heif_chroma } = libheif;
  const unpacked = await libheif.heif_js_decode_image2(photo.handle, heif_colorspace.heif_colorspace_undefined, heif_chroma.heif_chroma_undefined);
  if (!unpacked || unpacked.code) return undefined;
  const { channels, image } = unpacked;
  const [y, cb, cr] = [id.heif_channel_Y, id.heif_channel_Cb, id.heif_channel_Cr].map((wanted) => channels.find((channel) => channel.id === wanted));
  const way = way_of(libheif, image.$$.ptr);
  const usual = channels.length === 3 && channels.every(({ bits_per_pixel }) => bits_per_pixel === 8) && knows_matrix(way.matrix);
  const picture = usual && y && cb && cr ? shrunk({ y, cb, cr, ...way }) : 'unusual';
  libheif.heif_image_release(image);
  return picture;
}

const better_as_jpeg = (width: number, height: number): Refusal => ({ why: 'better_as_jpeg', megapixels: Math.round((width * height) / 1e6) });

const is_large = (photo: HeifImage): boolean => Math.max(photo.get_width(), photo.get_height()) > kMaxSide;

async function smaller_pixels_of(libheif: LibHeif, photo: HeifImage): Promise<ImageData | { refused: Refusal } | undefined> {
  const picture = await shrunk_of(libheif, photo);
  if (picture === 'unusual') return { refused: better_as_jpeg(photo.get_width(), photo.get_height()) };
  return picture && new ImageData(picture.rgba as Uint8ClampedArray<ArrayBuffer>, picture.width, picture.height);
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
  const { width, height, tiled } = read_heif(file);
  // In one piece it is in the decoder three times while it is unpacked.
  if (!tiled && width * height > kMaxPixelsUnpacked) return { refused: better_as_jpeg(width, height) };
  const wasmBinary = await fetch_whole(wasm_url, wasm_sha256);
  const libheif = (factory as (options: object) => LibHeif)({ wasmBinary });
  const photos = new libheif.HeifDecoder().decode(file);
  const photo = photos.find((each) => each.is_primary()) ?? photos[0];
  if (!photo) return { refused: { why: 'unreadable' } };
  const pixels = is_large(photo) ? await smaller_pixels_of(libheif, photo) : await pixels_of(photo);
  for (const each of photos) each.free();
  if (!pixels) return { refused: { why: 'damaged' } };
  if ('refused' in pixels) return pixels;
  to_srgb(pixels, file);
  return { ...of_pixels(pixels), count: photos.length };
}
