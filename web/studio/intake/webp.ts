import { joined, name_at, starts_with, u24_little, u32_little } from './bytes';
import { orientation_of } from './exif';

export interface WebpFacts {
  width: number;
  height: number;
  orientation: number; // EXIF 1..8
  complete: boolean;
}

interface Chunk {
  type: string;
  data: Uint8Array;
  from: number;
  to: number;
}

const kHeader = 12;
const kExifFlag = 0x08;
const kXmpFlag = 0x04;

function* chunks(bytes: Uint8Array): Generator<Chunk> {
  for (let at = kHeader; at + 8 <= bytes.length;) {
    const size = u32_little(bytes, at + 4);
    const end = at + 8 + size;
    if (end > bytes.length) return;
    yield { type: name_at(bytes, at), data: bytes.subarray(at + 8, end), from: at, to: Math.min(bytes.length, end + (size % 2)) };
    at = end + (size % 2);
  }
}

function size_of({ type, data }: Chunk): [number, number] | undefined {
  if (type === 'VP8X' && data.length >= 10) return [1 + u24_little(data, 4), 1 + u24_little(data, 7)];
  if (type === 'VP8 ' && data.length >= 10) return [(data[6]! | (data[7]! << 8)) & 0x3fff, (data[8]! | (data[9]! << 8)) & 0x3fff];
  if (type !== 'VP8L' || data.length < 5) return undefined;
  const bits = u32_little(data, 1);
  return [1 + (bits & 0x3fff), 1 + ((bits >>> 14) & 0x3fff)];
}

// Nothing when there is no picture in it.
export function read_webp(bytes: Uint8Array): WebpFacts | undefined {
  const all = [...chunks(bytes)];
  const size = all[0] && size_of(all[0]);
  if (!size) return undefined;
  const exif = all.find(({ type }) => type === 'EXIF')?.data;
  const tiff = exif && starts_with(exif, 'Exif\0\0') ? exif.subarray(6) : exif;
  return {
    width: size[0],
    height: size[1],
    orientation: tiff ? orientation_of(tiff) : 1,
    complete: u32_little(bytes, 4) + 8 <= bytes.length,
  };
}

// For a decoder that shall not turn the picture by itself.
export function without_exif(bytes: Uint8Array): Uint8Array {
  const parts: Uint8Array[] = [bytes.slice(0, kHeader)];
  for (const { type, from, to } of chunks(bytes)) {
    if (type === 'EXIF' || type === 'XMP ') continue;
    const part = type === 'VP8X' ? bytes.slice(from, to) : bytes.subarray(from, to);
    if (type === 'VP8X') part[8]! &= ~(kExifFlag | kXmpFlag);
    parts.push(part);
  }
  const whole = joined(parts);
  new DataView(whole.buffer).setUint32(4, whole.length - 8, true);
  return whole;
}
