import { ascii, joined, starts_with, u16 } from './bytes';
import { bare_tiff, orientation_of } from './exif';

export interface JpegFacts {
  width: number; // as stored, before orientation
  height: number;
  orientation: number; // EXIF 1..8
  icc: Uint8Array | undefined;
  ordinary: boolean; // baseline or progressive, 8 bits, grey or three colours: what the compositor reads
  complete: boolean; // has an end
}

interface Segment {
  marker: number;
  body: Uint8Array;
  from: number; // of the marker
  to: number; // past the body; for a scan, past its data
}

const kStart = 0xd8;
const kEnd = 0xd9;
const kScan = 0xda;
const kComment = 0xfe;
const kApp0 = 0xe0;
const kApp1 = 0xe1;
const kApp2 = 0xe2;
const kApp14 = 0xee;

const is_restart = (marker: number): boolean => marker >= 0xd0 && marker <= 0xd7;
const is_frame = (marker: number): boolean => marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
const is_metadata = (marker: number): boolean => (marker >= kApp0 && marker <= 0xef) || marker === kComment;

function end_of_scan(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at >= 0 && at + 1 < bytes.length; at = bytes.indexOf(0xff, at)) {
    const next = bytes[at + 1]!;
    if (next !== 0 && !is_restart(next) && next !== 0xff) return at;
    at += next === 0xff ? 1 : 2;
  }
  return bytes.length;
}

// From the start up to the end marker; whatever lies behind it (a film, a second picture) is none of the photo.
// Ends early where the file is damaged.
function* segments(bytes: Uint8Array): Generator<Segment> {
  for (let at = 2; at < bytes.length;) {
    const from = at;
    if (bytes[at] !== 0xff) return;
    while (bytes[at] === 0xff) at++;
    const marker = bytes[at++];
    if (marker === undefined || marker === 0) return;
    if (marker === kEnd || marker === kStart || marker === 1 || is_restart(marker)) {
      yield { marker, body: bytes.subarray(at, at), from, to: at };
      if (marker === kEnd) return;
      continue;
    }
    if (at + 2 > bytes.length) return;
    const length = u16(bytes, at);
    if (length < 2 || at + length > bytes.length) return;
    const body = bytes.subarray(at + 2, at + length);
    at += length;
    if (marker === kScan) at = end_of_scan(bytes, at);
    yield { marker, body, from, to: at };
  }
}

function icc_of(parts: readonly Uint8Array[]): Uint8Array | undefined {
  if (parts.length === 0) return undefined;
  const ordered = [...parts].sort((a, b) => a[12]! - b[12]!);
  return joined(ordered.map((part) => part.subarray(14)));
}

// Nothing when there is no frame in it.
export function read_jpeg(bytes: Uint8Array): JpegFacts | undefined {
  let facts: JpegFacts | undefined;
  let orientation = 0;
  let complete = false;
  const profile: Uint8Array[] = [];
  for (const { marker, body } of segments(bytes)) {
    if (marker === kApp1 && orientation === 0 && starts_with(body, 'Exif\0\0')) orientation = orientation_of(body.subarray(6));
    if (marker === kApp2 && starts_with(body, 'ICC_PROFILE\0')) profile.push(body);
    if (marker === kEnd) complete = true;
    if (facts || !is_frame(marker) || body.length < 6) continue;
    const ordinary = marker <= 0xc2 && body[0] === 8 && (body[5] === 1 || body[5] === 3);
    facts = { width: u16(body, 3), height: u16(body, 1), orientation: 1, icc: undefined, ordinary, complete };
  }
  return facts && { ...facts, orientation: orientation || 1, icc: icc_of(profile), complete };
}

const segment = (marker: number, body: readonly number[] | Uint8Array): Uint8Array =>
  joined([[0xff, marker, (body.length + 2) >> 8, (body.length + 2) & 255], Uint8Array.from(body)]);

// The same picture with no word about who, where, when: of all that is not needed to decode it only the orientation
// stays. The colours of some files hang on whether the two markers that say nothing else are there, so these are
// written anew, empty. For a decoder that knows colour profiles, that one can stay, too.
export function bare_jpeg(bytes: Uint8Array, orientation: number, colours?: 'with colours'): Uint8Array {
  const head: Uint8Array[] = [];
  const rest: Uint8Array[] = [];
  for (const { marker, body, from, to } of segments(bytes)) {
    if (marker === kApp0 && head.length === 0 && starts_with(body, 'JFIF\0')) {
      head.push(segment(kApp0, [...ascii('JFIF\0'), 1, 1, 0, 0, 1, 0, 1, 0, 0]));
    } else if (marker === kApp14 && body.length >= 12 && starts_with(body, 'Adobe')) {
      rest.push(segment(kApp14, [...ascii('Adobe'), 0, 100, 0, 0, 0, 0, body[11]!]));
    } else if (!is_metadata(marker) || (colours && marker === kApp2 && starts_with(body, 'ICC_PROFILE\0'))) {
      rest.push(bytes.subarray(from, to));
    }
  }
  if (orientation !== 1) head.push(segment(kApp1, [...ascii('Exif\0\0'), ...bare_tiff(orientation)]));
  return joined([[0xff, kStart], ...head, ...rest]);
}
