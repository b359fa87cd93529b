import { read_heif } from '../../../web/studio/intake/heif';
import { be16, be32, box, file, heif, ispe, text } from './photo_files';

test('the size is that of the largest picture, not of a tile or a thumbnail', () => {
  expect(read_heif(heif(ispe(512, 512), ispe(4032, 3024), ispe(320, 240)))).toMatchObject({ width: 4032, height: 3024 });
});

test('colours are told by a profile or by number', () => {
  expect(read_heif(heif(ispe(64, 64), box('colr', text('prof'), text('profile')))).icc).toEqual(Uint8Array.from(text('profile')));
  expect(read_heif(heif(ispe(64, 64), box('colr', text('nclx'), be16(12), be16(13), be16(6), [0x80])))).toMatchObject({ primaries: 12, icc: undefined });
});

test('a file without these boxes, or cut anywhere, tells nothing and hurts nobody', () => {
  expect(read_heif(file(box('ftyp', text('heic'), be32(0))))).toEqual({ width: 0, height: 0, icc: undefined, primaries: undefined });
  const whole = heif(ispe(64, 64));
  for (let size = 0; size < whole.length; size++) expect(read_heif(whole.subarray(0, size)).width).toBe(0);
});
