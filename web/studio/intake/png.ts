import { ascii, joined, name_at, u32, u32_bytes } from './bytes';
import { bare_tiff, orientation_of } from './exif';

export interface PngFacts {
  width: number;
  height: number;
  orientation: number; // EXIF 1..8
  packed_icc: Uint8Array | undefined; // zlib
  other_colours: boolean; // said otherwise than by a profile
  ordinary: boolean; // at most 8 bits a channel: what the compositor reads
  complete: boolean; // has an end
}

interface Chunk {
  type: string;
  data: Uint8Array;
  from: number;
  to: number;
}

const kSignature = 8;
const kNeeded = new Set(['IHDR', 'PLTE', 'tRNS', 'IDAT', 'IEND']);
const kColours = new Set(['iCCP', 'sRGB', 'gAMA', 'cHRM', 'cICP']);
const kSrgbGamma = 45455;
const kSrgbPrimaries = [31270, 32900, 64000, 33000, 30000, 60000, 15000, 6000];

function* chunks(bytes: Uint8Array): Generator<Chunk> {
  for (let at = kSignature; at + 12 <= bytes.length;) {
    const to = at + 12 + u32(bytes, at);
    if (to > bytes.length) return;
    const type = name_at(bytes, at + 4);
    yield { type, data: bytes.subarray(at + 8, to - 4), from: at, to };
    if (type === 'IEND') return;
    at = to;
  }
}

const is_near = (value: number, wanted: number): boolean => Math.abs(value - wanted) <= 1000;

// Whether a chunk about colours (as numbers, not as a profile) speaks of other colours than sRGB.
function differs({ type, data }: Chunk): boolean {
  if (type === 'gAMA') return data.length >= 4 && !is_near(u32(data, 0), kSrgbGamma);
  if (type === 'cHRM') return data.length >= 32 && !kSrgbPrimaries.every((wanted, index) => is_near(u32(data, 4 * index), wanted));
  if (type === 'cICP') return data[0] !== 1 || data[1] !== 13;
  return false;
}

// Nothing when it does not begin like a PNG.
export function read_png(bytes: Uint8Array): PngFacts | undefined {
  const all = [...chunks(bytes)];
  const header = all[0];
  if (header?.type !== 'IHDR' || header.data.length !== 13) return undefined;
  const find = (type: string): Chunk | undefined => all.find((chunk) => chunk.type === type);
  const icc = find('iCCP');
  const exif = find('eXIf');
  const name_end = icc?.data.indexOf(0) ?? -1;
  return {
    width: u32(header.data, 0),
    height: u32(header.data, 4),
    orientation: exif ? orientation_of(exif.data) : 1,
    packed_icc: icc && name_end >= 0 ? icc.data.subarray(name_end + 2) : undefined,
    // The newest kind of word about colours wins, then the profile, then sRGB, then the numbers.
    other_colours: all.some((chunk) => (chunk.type === 'cICP' || !(icc || find('sRGB'))) && differs(chunk)),
    ordinary: header.data[8]! <= 8,
    complete: all[all.length - 1]!.type === 'IEND',
  };
}

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? 0xedb88320 ^ (crc >>> 1) : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
}

function chunk(type: string, data: Uint8Array): Uint8Array {
  const named = joined([ascii(type), data]);
  return joined([u32_bytes(data.length), named, u32_bytes(crc32(named))]);
}

// The same picture, one frame, and no word besides its orientation; for a decoder that knows colours, those too.
export function bare_png(bytes: Uint8Array, orientation: number, colours?: 'with colours'): Uint8Array {
  const parts: Uint8Array[] = [bytes.subarray(0, kSignature)];
  for (const { type, from, to } of chunks(bytes)) {
    if (kNeeded.has(type) || (colours && kColours.has(type))) parts.push(bytes.subarray(from, to));
    if (type === 'IHDR' && orientation !== 1) parts.push(chunk('eXIf', bare_tiff(orientation)));
  }
  return joined(parts);
}
