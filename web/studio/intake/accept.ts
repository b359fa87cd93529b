export const kMaxPhotoBytes = 40 * 1024 * 1024;

export type PhotoKind = 'jpeg' | 'png';
export type Verdict = { kind: PhotoKind } | { refused: string };

function starts_with(bytes: Uint8Array, signature: number[], at = 0): boolean {
  return signature.every((byte, index) => bytes[at + index] === byte);
}

const ascii = (text: string): number[] => [...text].map((letter) => letter.charCodeAt(0));

// Judges by the first bytes, never by the file's name. `head` needs 16 bytes.
export function judge_photo(head: Uint8Array, size: number): Verdict {
  if (size === 0) return { refused: 'This file is empty. Please choose another photo.' };
  if (size > kMaxPhotoBytes) {
    const mb = Math.ceil(size / (1024 * 1024));
    return { refused: `This photo has ${mb} MB; the limit is 40 MB. A smaller copy will do fine.` };
  }
  if (starts_with(head, [0xff, 0xd8, 0xff])) return { kind: 'jpeg' };
  if (starts_with(head, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return { kind: 'png' };
  return { refused: refusal(head) };
}

function refusal(head: Uint8Array): string {
  if (starts_with(head, ascii('ftyp'), 4)) {
    return 'This looks like a HEIC photo or a video. Please save it as JPEG (on an iPhone: share it, then Options, Most Compatible).';
  }
  if (starts_with(head, ascii('RIFF')) && starts_with(head, ascii('WEBP'), 8)) {
    return 'This is a WebP picture. We take JPEG and PNG for now; please save it as one of these.';
  }
  if (starts_with(head, ascii('GIF8'))) return 'This is a GIF. Please choose a JPEG or PNG photo.';
  if (starts_with(head, ascii('%PDF'))) return 'This is a PDF document. Please choose a JPEG or PNG photo.';
  return 'This is not a photo we can read. Please choose a JPEG or PNG.';
}
