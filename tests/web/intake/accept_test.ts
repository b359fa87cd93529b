import { judge_photo, kMaxPhotoBytes } from '../../../web/studio/intake/accept';

const bytes = (...parts: (string | number[])[]): Uint8Array =>
  Uint8Array.from(parts.flatMap((part) => (typeof part === 'string' ? [...part].map((c) => c.charCodeAt(0)) : part)));

test('JPEG and PNG are told by their first bytes, whatever the name', () => {
  expect(judge_photo(bytes([0xff, 0xd8, 0xff, 0xe0]), 1000)).toEqual({ kind: 'jpeg' });
  expect(judge_photo(bytes([0x89], 'PNG\r\n', [0x1a, 0x0a]), 1000)).toEqual({ kind: 'png' });
});

test.each([
  ['HEIC', bytes([0, 0, 0, 24], 'ftypheic'), /HEIC/],
  ['WebP', bytes('RIFF', [1, 2, 3, 4], 'WEBP'), /WebP/],
  ['GIF', bytes('GIF89a'), /GIF/],
  ['PDF', bytes('%PDF-1.7'), /PDF/],
  ['SVG', bytes('<svg xmlns='), /JPEG or PNG/],
  ['text', bytes('hello'), /JPEG or PNG/],
])('%s is refused with words that help', (_, head, words) => {
  const verdict = judge_photo(head, 1000);
  expect('refused' in verdict && verdict.refused).toMatch(words);
});

test('the limit is 40 MB, exactly', () => {
  const head = bytes([0xff, 0xd8, 0xff, 0xe0]);
  expect(judge_photo(head, kMaxPhotoBytes)).toEqual({ kind: 'jpeg' });
  const over = judge_photo(head, kMaxPhotoBytes + 1);
  expect('refused' in over && over.refused).toMatch(/41 MB; the limit is 40 MB/);
});

test('an empty file is refused', () => {
  expect('refused' in judge_photo(new Uint8Array(), 0)).toBe(true);
});
