import { plan_for } from '../../../web/studio/intake/plan';
import { chunk, end, exif, frame, header, heif, holds, icc, icc_segment, ispe, jfif, jpeg, kP3Primaries, kSrgbPrimaries, png, scan, webp } from './photo_files';

const kPixels = [chunk('IDAT', [1]), chunk('IEND')];
const photo = (...parts: (readonly number[])[]): Uint8Array => jpeg(jfif, ...parts, scan, end);

test('an ordinary JPEG in sRGB is kept without loss', async () => {
  for (const bytes of [photo(frame(4096, 3072)), photo(exif(6), frame(4000, 3000)), photo(icc_segment(icc(kSrgbPrimaries)), frame(100, 100))]) {
    expect(await plan_for('jpeg', bytes)).toMatchObject({ type: 'image/jpeg', keep: expect.any(Uint8Array) });
  }
});

test('its orientation is kept, where it was taken is not', async () => {
  const plan = await plan_for('jpeg', photo(exif(6), frame(4000, 3000)));
  expect('keep' in plan && holds(plan.keep, 'GPS')).toBe(false);
  expect('keep' in plan && holds(plan.keep, 'Exif')).toBe(true);
});

test.each([
  ['of Display P3', photo(icc_segment(icc(kP3Primaries)), exif(6), frame(100, 80))],
  ['with a profile that nobody understands', photo(icc_segment([1, 2, 3]), exif(6), frame(100, 80))],
  ['for printing presses', photo(exif(6), frame(100, 80, { components: 4 }))],
  ['of more than 4096 pixels', photo(exif(6), frame(4097, 80))],
])('a JPEG %s is drawn anew: turned by us, by nobody else', async (_, bytes) => {
  const plan = await plan_for('jpeg', bytes);
  expect(plan).toMatchObject({ redraw: { type: 'image/jpeg', orientation: 6 } });
  expect('redraw' in plan && holds(plan.redraw.bytes, 'Exif')).toBe(false);
});

test('a PNG is kept when it is ordinary, drawn anew when it is deep or large', async () => {
  expect(await plan_for('png', png(header(100, 80), ...kPixels))).toMatchObject({ type: 'image/png' });
  expect(await plan_for('png', png(header(100, 80, 16), ...kPixels))).toHaveProperty('redraw');
  expect(await plan_for('png', png(header(5000, 80), ...kPixels))).toHaveProperty('redraw');
});

test('a PNG with a profile is unpacked to see which', async () => {
  const zlib = async (bytes: readonly number[]): Promise<number[]> => {
    const stream = new Blob([Uint8Array.from(bytes)]).stream().pipeThrough(new CompressionStream('deflate'));
    return [...new Uint8Array(await new Response(stream).arrayBuffer())];
  };
  const with_profile = async (profile: readonly number[]): Promise<Uint8Array> =>
    png(header(100, 80), chunk('iCCP', [112, 0, 0, ...(await zlib(profile))]), ...kPixels);
  expect(await plan_for('png', await with_profile(icc(kSrgbPrimaries)))).toHaveProperty('keep');
  expect(await plan_for('png', await with_profile(icc(kP3Primaries)))).toHaveProperty('redraw');
});

test('WebP, HEIC and the like are always drawn anew', async () => {
  expect(await plan_for('webp', webp(640, 480, ['VP8L', [1]]))).toMatchObject({ redraw: { type: 'image/webp', orientation: 1 } });
  expect(await plan_for('heic', heif(ispe(4032, 3024)))).toMatchObject({ redraw: { type: 'image/heic', width: 4032, height: 3024 } });
  expect(await plan_for('gif', jpeg())).toMatchObject({ redraw: { type: 'image/gif', width: 0 } });
});

test.each([
  ['jpeg', photo(frame(10, 10)), { why: 'too_small', width: 10, height: 10 }],
  ['png', png(header(63, 500), ...kPixels), { why: 'too_small', width: 63, height: 500 }],
  ['png', png(header(20000, 20000, 1), ...kPixels), { why: 'better_as_jpeg', megapixels: 400 }],
  ['png', png(header(8064, 6048), ...kPixels), { why: 'better_as_jpeg', megapixels: 49 }],
  ['webp', webp(8064, 6048, ['VP8L', [1]]), { why: 'better_as_jpeg', megapixels: 49 }],
  ['avif', heif(ispe(8064, 6048)), { why: 'better_as_jpeg', megapixels: 49 }],
  ['heic', heif(ispe(12000, 9000)), { why: 'too_many_pixels', megapixels: 108 }],
  ['jpeg', jpeg(jfif, frame(64, 64), scan), { why: 'damaged' }],
  ['png', png(header(64, 64), chunk('IDAT', [1])), { why: 'damaged' }],
] as const)('what no browser should try is refused from the header: %s', async (kind, bytes, refused) => {
  expect(await plan_for(kind, bytes)).toEqual({ refused });
});

test('a JPEG may have more pixels: it can be decoded at a part of its size', async () => {
  expect(await plan_for('jpeg', photo(frame(12000, 9000)))).toHaveProperty('redraw');
  expect(await plan_for('jpeg', photo(frame(30000, 9000)))).toHaveProperty('refused');
});

test('48 megapixels, as phones write them, are made smaller', async () => {
  expect(await plan_for('jpeg', photo(frame(8064, 6048)))).toHaveProperty('redraw');
  expect(await plan_for('heic', heif(ispe(8064, 6048)))).toHaveProperty('redraw');
});
