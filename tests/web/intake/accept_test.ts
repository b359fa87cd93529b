import { judge_photo, kMaxFileBytes } from '../../../web/studio/intake/accept';

const bytes = (...parts: (string | number[])[]): Uint8Array =>
  Uint8Array.from(parts.flatMap((part) => (typeof part === 'string' ? [...part].map((c) => c.charCodeAt(0)) : part)));

const kFiller = new Array<number>(32).fill(0);

test.each([
  ['jpeg', bytes([0xff, 0xd8, 0xff, 0xe0])],
  ['png', bytes([0x89], 'PNG\r\n', [0x1a, 0x0a])],
  ['webp', bytes('RIFF', [1, 2, 3, 4], 'WEBP')],
  ['gif', bytes('GIF89a')],
  ['bmp', bytes('BM', [1, 2, 3, 4, 0, 0, 0, 0], kFiller)],
  ['heic', bytes([0, 0, 0, 24], 'ftypheic', [0, 0, 0, 0], 'mif1heic')],
  ['heic', bytes([0, 0, 0, 24], 'ftypmif1', [0, 0, 0, 0], 'mif1heic')],
  ['avif', bytes([0, 0, 0, 24], 'ftypmif1', [0, 0, 0, 0], 'mif1avif')],
  ['avif', bytes([0, 0, 0, 20], 'ftypavif', [0, 0, 0, 0], 'avif')],
])('a %s is told by its first bytes, whatever its name', (kind, head) => {
  expect(judge_photo(head, 1000)).toEqual({ kind });
});

test.each([
  ['film', bytes([0, 0, 0, 24], 'ftypisom', [0, 0, 2, 0], 'isommp42')],
  ['film', bytes('RIFF', [1, 2, 3, 4], 'AVI ')],
  ['film', bytes([0x1a, 0x45, 0xdf, 0xa3])],
  ['pdf', bytes('%PDF-1.7')],
  ['svg', bytes('<svg xmlns=')],
  ['svg', bytes('<?xml version="1.0"?>\n<svg xmlns=')],
  ['raw', bytes([0x49, 0x49, 0x2a, 0])],
  ['raw', bytes([0x4d, 0x4d, 0, 0x2a])],
  ['no_photo', bytes('hello')],
  ['no_photo', bytes('BMW is a car, and this is a text about it')],
])('%s is refused', (why, head) => {
  expect(judge_photo(head, 1000)).toEqual({ refused: { why } });
});

test('the limit of the file is 150 MB, exactly', () => {
  const head = bytes([0xff, 0xd8, 0xff, 0xe0]);
  expect(judge_photo(head, kMaxFileBytes)).toEqual({ kind: 'jpeg' });
  expect(judge_photo(head, kMaxFileBytes + 1)).toEqual({ refused: { why: 'too_many_bytes', mb: 151 } });
});

test('an empty file is refused', () => {
  expect(judge_photo(new Uint8Array(), 0)).toEqual({ refused: { why: 'empty' } });
});
