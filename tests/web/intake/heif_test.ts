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
  expect(read_heif(file(box('ftyp', text('heic'), be32(0))))).toEqual({ width: 0, height: 0, icc: undefined, primaries: undefined, tiled: false });
  const whole = heif(ispe(64, 64));
  for (let size = 0; size < whole.length; size++) expect(read_heif(whole.subarray(0, size)).width).toBe(0);
});

test('a picture of tiles is told from one in a single piece, however the list counts', () => {
  const item = (kind: string): number[] => box('infe', be32(0x02000000), be16(1), be16(0), text(kind), [0]);
  const photo = (...list: (readonly number[])[]): Uint8Array => file(box('ftyp', text('heic'), be32(0)), box('meta', be32(0), box('iinf', ...list)));
  expect(read_heif(photo(be32(0), be16(2), item('grid'), item('hvc1'))).tiled).toBe(true);
  expect(read_heif(photo(be32(0x01000000), be32(1), item('grid'))).tiled).toBe(true);
  expect(read_heif(photo(be32(0), be16(1), item('hvc1'))).tiled).toBe(false);
});
