import { bare_png, read_png } from '../../../web/studio/intake/png';
import { be32, camera_tiff, chunk, header, holds, png, text } from './photo_files';

const kPixels = chunk('IDAT', [1, 2, 3]);
const kEnd = chunk('IEND');

test('size, depth, orientation and end are read from the chunks', () => {
  const whole = png(header(300, 200), chunk('eXIf', camera_tiff(8)), kPixels, kEnd);
  expect(read_png(whole)).toMatchObject({ width: 300, height: 200, orientation: 8, ordinary: true, complete: true, other_colours: false });
  expect(read_png(whole.subarray(0, whole.length - 3))?.complete).toBe(false);
  expect(read_png(png(header(300, 200, 16), kPixels, kEnd))?.ordinary).toBe(false);
  expect(read_png(png(kPixels, kEnd))).toBeUndefined();
});

test('words, dates, other frames and trailing bytes go, the orientation stays', () => {
  const talkative = png(header(64, 64), chunk('tEXt', text('Author\0me')), chunk('iTXt', text('XML:com.adobe.xmp')), chunk('tIME', [1]),
    chunk('acTL', [0]), chunk('eXIf', camera_tiff(6)), kPixels, chunk('fdAT', text('second frame')), kEnd, text('behind the end'));
  const bare = bare_png(talkative, 6);
  for (const secret of ['Author', 'xmp', 'tIME', 'acTL', 'GPS', 'second', 'behind']) {
    expect(holds(talkative, secret)).toBe(true);
    expect(holds(bare, secret)).toBe(false);
  }
  expect(read_png(bare)).toMatchObject({ orientation: 6, complete: true });
});

test('the orientation chunk has the right checksum', () => {
  // IHDR and its checksum are copied; the written chunk's checksum is what zlib gives for the same bytes.
  const bare = bare_png(png(header(64, 64), kPixels, kEnd), 6);
  const at = 8 + 25;
  expect([...bare.subarray(at + 8 + 26, at + 8 + 30)]).toEqual([0xd6, 0x67, 0x4b, 0x69]);
});

test.each([
  ['sRGB by name', [chunk('sRGB', [0]), chunk('gAMA', be32(100000))], false],
  ['gamma of sRGB', [chunk('gAMA', be32(45455))], false],
  ['linear gamma', [chunk('gAMA', be32(100000))], true],
  ['Display P3 by number', [chunk('sRGB', [0]), chunk('cICP', [12, 13, 0, 1])], true],
  ['sRGB by number', [chunk('cICP', [1, 13, 0, 1])], false],
  ['wide primaries', [chunk('cHRM', [31270, 32900, 68000, 32000, 26500, 69000, 15000, 6000].flatMap(be32))], true],
])('whether its colours are others: %s', (_, chunks, other_colours) => {
  expect(read_png(png(header(64, 64), ...chunks, kPixels, kEnd))).toMatchObject({ other_colours });
});

test('a profile is found behind its name', () => {
  expect(read_png(png(header(64, 64), chunk('iCCP', [...text('name\0'), 0, 7, 8, 9]), kPixels, kEnd))?.packed_icc).toEqual(Uint8Array.from([7, 8, 9]));
});
