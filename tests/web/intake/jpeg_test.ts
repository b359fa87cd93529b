import { bare_jpeg, read_jpeg } from '../../../web/studio/intake/jpeg';
import { adobe, end, exif, frame, holds, icc_segment, jfif, jpeg, scan, segment, text } from './photo_files';

const kTables = segment(0xdb, [0, 1, 2, 3]);

test('size, orientation, profile and kind are read from the headers', () => {
  const profile = text('a profile');
  const facts = read_jpeg(jpeg(jfif, exif(6), icc_segment(profile), kTables, frame(4000, 3000), scan, end));
  expect(facts).toEqual({ width: 4000, height: 3000, orientation: 6, icc: Uint8Array.from(profile), ordinary: true, complete: true });
});

test('a profile in several segments is put together in its own order', () => {
  const part = (number: number, words: string): number[] => segment(0xe2, [...text('ICC_PROFILE\0'), number, 2, ...text(words)]);
  expect(read_jpeg(jpeg(part(2, 'file'), part(1, 'pro'), frame(64, 64), scan, end))?.icc).toEqual(Uint8Array.from(text('profile')));
});

test('the first Exif block counts, as for the compositor', () => {
  expect(read_jpeg(jpeg(exif(3), exif(6), frame(64, 64), scan, end))?.orientation).toBe(3);
});

test.each([
  ['progressive', frame(64, 64, { marker: 0xc2 }), true],
  ['grey', frame(64, 64, { components: 1 }), true],
  ['CMYK', frame(64, 64, { components: 4 }), false],
  ['12 bits', frame(64, 64, { marker: 0xc1, bits: 12 }), false],
  ['lossless', frame(64, 64, { marker: 0xc3 }), false],
  ['arithmetic', frame(64, 64, { marker: 0xc9 }), false],
])('whether the compositor reads it as it is: %s', (_, header, ordinary) => {
  expect(read_jpeg(jpeg(header, scan, end))?.ordinary).toBe(ordinary);
});

test('without an end it was cut short, without a frame it is no picture', () => {
  const whole = jpeg(frame(64, 64), scan, end);
  expect(read_jpeg(whole.subarray(0, whole.length - 2))?.complete).toBe(false);
  expect(read_jpeg(jpeg(kTables, scan, end))).toBeUndefined();
  for (let size = 0; size < whole.length; size++) expect(read_jpeg(whole.subarray(0, size))?.complete ?? false).toBe(false);
});

test('of all that is not needed to decode it, only the orientation stays', () => {
  const talkative = jpeg(
    jfif, exif(6), segment(0xe1, text('http://ns.adobe.com/xap/1.0/\0<x>owner</x>')), icc_segment(text('profile')),
    segment(0xe2, text('MPF\0two pictures')), segment(0xed, text('Photoshop 3.0\0caption')), segment(0xfe, text('a comment')),
    kTables, frame(64, 64), scan, segment(0xfe, text('another between scans')), scan, end, text('a film behind the end'));
  const bare = bare_jpeg(talkative, 6);
  for (const secret of ['GPS', 'xap', 'owner', 'profile', 'MPF', 'caption', 'comment', 'another', 'film']) {
    expect(holds(talkative, secret)).toBe(true);
    expect(holds(bare, secret)).toBe(false);
  }
  expect(read_jpeg(bare)).toEqual({ width: 64, height: 64, orientation: 6, icc: undefined, ordinary: true, complete: true });
  expect(holds(bare, String.fromCharCode(...scan, ...scan, ...end))).toBe(true);
});

test('an upright photo without metadata comes out byte for byte', () => {
  const plain = jpeg(kTables, frame(64, 64), scan, end);
  expect(bare_jpeg(plain, 1)).toEqual(plain);
});

test('the two markers that decide about colours stay, but say nothing else', () => {
  const bare = bare_jpeg(jpeg(jfif, adobe(0), frame(64, 64), scan, end), 1);
  expect(bare).toEqual(jpeg(segment(0xe0, [...text('JFIF\0'), 1, 1, 0, 0, 1, 0, 1, 0, 0]), segment(0xee, [...text('Adobe'), 0, 100, 0, 0, 0, 0, 0]), frame(64, 64), scan, end));
});

test('for a decoder that knows colours the profile can stay', () => {
  const bare = bare_jpeg(jpeg(exif(8), icc_segment(text('profile')), frame(64, 64), scan, end), 1, 'with colours');
  expect(read_jpeg(bare)).toMatchObject({ orientation: 1, icc: Uint8Array.from(text('profile')) });
});
