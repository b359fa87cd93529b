import { bare_tiff, orientation_of } from '../../../web/studio/intake/exif';
import { camera_tiff } from './photo_files';

const eight = [1, 2, 3, 4, 5, 6, 7, 8];

test.each(eight)('orientation %i is read in both byte orders, and out of what is written here', (orientation) => {
  expect(orientation_of(Uint8Array.from(camera_tiff(orientation, 'MM')))).toBe(orientation);
  expect(orientation_of(Uint8Array.from(camera_tiff(orientation, 'II')))).toBe(orientation);
  expect(orientation_of(bare_tiff(orientation))).toBe(orientation);
});

test('what is damaged, absent or out of range counts as upright', () => {
  const whole = Uint8Array.from(camera_tiff(6));
  for (let size = 0; size < 20; size++) expect(orientation_of(whole.subarray(0, size))).toBe(1);
  expect(orientation_of(Uint8Array.from(camera_tiff(9)))).toBe(1);
  expect(orientation_of(Uint8Array.from(camera_tiff(0)))).toBe(1);
  const far = Uint8Array.from(camera_tiff(6));
  far.set([0xff, 0xff, 0xff, 0xff], 4);
  expect(orientation_of(far)).toBe(1);
});
