import { name_at, starts_with, u32 } from './bytes';

// Of the file that was picked; what is sent is made to fit the shop's own limit.
export const kMaxFileBytes = 150 * 1024 * 1024;
export const kMinSide = 64; // of the compositor

export type PhotoKind = 'jpeg' | 'png' | 'webp' | 'heic' | 'avif' | 'gif' | 'bmp';

// Why a file cannot become a picture; words.ts says it in words.
export type Refusal =
  | { why: 'empty' | 'pdf' | 'svg' | 'film' | 'raw' | 'no_photo' | 'unreadable' | 'damaged' | 'no_decoder' | 'no_memory' | 'folder' | 'no_files' }
  | { why: 'too_many_bytes'; mb: number }
  | { why: 'too_many_pixels' | 'better_as_jpeg'; megapixels: number }
  | { why: 'too_small'; width: number; height: number };

export type Verdict = { kind: PhotoKind } | { refused: Refusal };

// Bytes that judge_photo wants to see.
export const kHeadBytes = 64;

const kHeic = ['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'hevm', 'hevs'];
const kAvif = ['avif', 'avis'];

// The kind of an ISO file by its major and compatible brands: "mif1" alone says only that it is a picture.
function judge_brands(head: Uint8Array): Verdict {
  const end = Math.min(head.length, u32(head, 0));
  const brands = [name_at(head, 8)];
  for (let at = 16; at + 4 <= end; at += 4) brands.push(name_at(head, at));
  if (brands.some((brand) => kAvif.includes(brand))) return { kind: 'avif' };
  if (brands.some((brand) => kHeic.includes(brand) || brand === 'mif1' || brand === 'msf1')) return { kind: 'heic' };
  return { refused: { why: 'film' } };
}

// Judges by the first bytes, never by the file's name.
export function judge_photo(head: Uint8Array, size: number): Verdict {
  if (size === 0) return { refused: { why: 'empty' } };
  if (size > kMaxFileBytes) return { refused: { why: 'too_many_bytes', mb: Math.ceil(size / (1024 * 1024)) } };
  if (starts_with(head, [0xff, 0xd8, 0xff])) return { kind: 'jpeg' };
  if (starts_with(head, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return { kind: 'png' };
  if (starts_with(head, 'RIFF') && starts_with(head, 'WEBP', 8)) return { kind: 'webp' };
  if (starts_with(head, 'GIF8')) return { kind: 'gif' };
  if (starts_with(head, 'BM') && head.length >= 26 && u32(head, 6) === 0) return { kind: 'bmp' };
  if (starts_with(head, 'ftyp', 4)) return judge_brands(head);
  if (starts_with(head, 'RIFF') || starts_with(head, [0x1a, 0x45, 0xdf, 0xa3])) return { refused: { why: 'film' } };
  if (starts_with(head, [0x49, 0x49, 0x2a, 0]) || starts_with(head, [0x4d, 0x4d, 0, 0x2a])) return { refused: { why: 'raw' } };
  if (starts_with(head, '%PDF')) return { refused: { why: 'pdf' } };
  if (/^\s*(<\?xml[^>]*>\s*)?<svg/i.test(String.fromCharCode(...head))) return { refused: { why: 'svg' } };
  return { refused: { why: 'no_photo' } };
}
