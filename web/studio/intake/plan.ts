import type { PhotoKind, Refusal } from './accept';
import { kMinSide } from './accept';
import { read_heif } from './heif';
import { is_srgb, read_profile } from './icc';
import { bare_jpeg, read_jpeg } from './jpeg';
import { bare_png, read_png } from './png';
import { read_webp, without_exif } from './webp';

export const kMaxSide = 4096; // of what is kept and sent
export const kMaxBytes = 40 * 1024 * 1024; // of what is sent: compositor::kMaxPhotoBytes

// A decoder holds 4 bytes for every pixel; some can decode a JPEG at half or a quarter of its size.
export const kMaxPixels = 64e6;
const kMaxPixelsOfJpeg = 250e6;
// PNG, WebP, AVIF and the like are always unpacked whole, before they are made smaller: 96 MB, then 50 for the copy and 50
// for the canvas stay within the 250 MB that a photo may take.
export const kMaxPixelsUnpacked = 24e6;

export type StillType = 'image/jpeg' | 'image/png';

export interface Redraw {
  bytes: Uint8Array; // no Exif in it: a decoder that turns pictures by itself finds nothing to turn by
  type: string;
  orientation: number; // EXIF 1..8, still to be applied
  width: number; // as stored; 0 when the file does not say
  height: number;
}

export type Plan =
  | { keep: Uint8Array; type: StillType } // fit as it is, apart from its metadata
  | { redraw: Redraw }
  | { refused: Refusal };

// Browsers without it draw the picture anew, which does no harm.
async function unpacked(zlib: Uint8Array): Promise<Uint8Array | undefined> {
  try {
    const stream = new Blob([zlib as BlobPart]).stream().pipeThrough(new DecompressionStream('deflate'));
    return new Uint8Array(await new Response(stream).arrayBuffer());
  } catch {
    return undefined;
  }
}

function says_srgb(icc: Uint8Array | undefined): boolean {
  const profile = icc && read_profile(icc);
  return profile !== undefined && is_srgb(profile);
}

function refused_by_size({ width, height }: { width: number; height: number }, most: number): Refusal | undefined {
  if (width === 0 || height === 0) return undefined; // not known before it is decoded
  if (Math.min(width, height) < kMinSide) return { why: 'too_small', width, height };
  if (width * height <= most) return undefined;
  return { why: most === kMaxPixelsUnpacked ? 'better_as_jpeg' : 'too_many_pixels', megapixels: Math.round((width * height) / 1e6) };
}

const is_large = ({ width, height }: { width: number; height: number }): boolean => Math.max(width, height) > kMaxSide;

function plan_jpeg(bytes: Uint8Array): Plan {
  const facts = read_jpeg(bytes);
  if (!facts?.complete) return { refused: { why: 'damaged' } };
  const refused = refused_by_size(facts, kMaxPixelsOfJpeg);
  if (refused) return { refused };
  const { width, height, orientation } = facts;
  const plain_colours = !facts.icc || says_srgb(facts.icc);
  if (facts.ordinary && plain_colours && !is_large(facts)) {
    const keep = bare_jpeg(bytes, orientation);
    if (keep.length <= kMaxBytes) return { keep, type: 'image/jpeg' };
  }
  return { redraw: { bytes: bare_jpeg(bytes, 1, 'with colours'), type: 'image/jpeg', orientation, width, height } };
}

async function plan_png(bytes: Uint8Array): Promise<Plan> {
  const facts = read_png(bytes);
  if (!facts?.complete) return { refused: { why: 'damaged' } };
  const refused = refused_by_size(facts, kMaxPixelsUnpacked);
  if (refused) return { refused };
  const { width, height, orientation, packed_icc } = facts;
  const plain_colours = !facts.other_colours && (!packed_icc || says_srgb(await unpacked(packed_icc)));
  if (facts.ordinary && plain_colours && !is_large(facts)) {
    const keep = bare_png(bytes, orientation);
    if (keep.length <= kMaxBytes) return { keep, type: 'image/png' };
  }
  return { redraw: { bytes: bare_png(bytes, 1, 'with colours'), type: 'image/png', orientation, width, height } };
}

function plan_webp(bytes: Uint8Array): Plan {
  const facts = read_webp(bytes);
  if (!facts?.complete) return { refused: { why: 'damaged' } };
  const refused = refused_by_size(facts, kMaxPixelsUnpacked);
  if (refused) return { refused };
  return { redraw: { ...facts, bytes: without_exif(bytes), type: 'image/webp' } };
}

// What has to be done so that the compositor can read the photo, and nobody can read where it was taken.
export async function plan_for(kind: PhotoKind, bytes: Uint8Array): Promise<Plan> {
  if (kind === 'jpeg') return plan_jpeg(bytes);
  if (kind === 'png') return plan_png(bytes);
  if (kind === 'webp') return plan_webp(bytes);
  const size = kind === 'heic' || kind === 'avif' ? read_heif(bytes) : { width: 0, height: 0 };
  const refused = refused_by_size(size, kind === 'heic' ? kMaxPixels : kMaxPixelsUnpacked);
  // These turn the picture by a rule of their own, which every decoder obeys; an Exif orientation in them counts for nothing.
  return refused ? { refused } : { redraw: { bytes, type: `image/${kind}`, orientation: 1, width: size.width, height: size.height } };
}
