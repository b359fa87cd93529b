import { read_webp, without_exif } from '../../../web/studio/intake/webp';
import { camera_tiff, file, holds, text, webp } from './photo_files';

const kPicture: [string, number[]] = ['VP8L', [1, 2, 3]];

test('size and orientation are read, with and without the name before the Exif block', () => {
  expect(read_webp(webp(640, 480, kPicture, ['EXIF', camera_tiff(6)]))).toEqual({ width: 640, height: 480, orientation: 6, complete: true });
  expect(read_webp(webp(640, 480, kPicture, ['EXIF', [...text('Exif\0\0'), ...camera_tiff(3)]]))?.orientation).toBe(3);
});

test('a simple file tells its size in the picture itself', () => {
  expect(read_webp(file('RIFF', [22, 0, 0, 0], 'WEBPVP8 ', [10, 0, 0, 0], [0, 0, 0, 0x9d, 1, 0x2a, 0x80, 2, 0xe0, 1]))).toMatchObject({ width: 640, height: 480 });
  const bits = (640 - 1) | ((480 - 1) << 14);
  const lossless = [0x2f, bits & 255, (bits >> 8) & 255, (bits >> 16) & 255, (bits >> 24) & 255];
  expect(read_webp(file('RIFF', [18, 0, 0, 0], 'WEBPVP8L', [5, 0, 0, 0], lossless, [0]))).toMatchObject({ width: 640, height: 480 });
});

test('a decoder is told nothing of an orientation, and the lengths still fit', () => {
  const bare = without_exif(webp(640, 480, ['ICCP', text('profile')], kPicture, ['EXIF', camera_tiff(6)], ['XMP ', text('<owner>')]));
  expect(holds(bare, 'GPS')).toBe(false);
  expect(holds(bare, 'owner')).toBe(false);
  expect(holds(bare, 'profile')).toBe(true);
  expect(bare[20]! & 0x0c).toBe(0);
  expect(read_webp(bare)).toEqual({ width: 640, height: 480, orientation: 1, complete: true });
  expect(new DataView(bare.buffer).getUint32(4, true)).toBe(bare.length - 8);
});

test('a file that is shorter than it says was cut short', () => {
  const whole = webp(640, 480, kPicture);
  expect(read_webp(whole.subarray(0, whole.length - 4))?.complete).toBe(false);
});
