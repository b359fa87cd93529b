// Photos as phones and cameras make them.
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { promisify } from 'node:util';
import { scratch_file } from './pictures.mjs';
import { ROOT } from './shop.mjs';

const run = promisify(execFile);
// The renderer of the pages' pictures: reads and writes what the shop's own codec does not.
export const sharp = createRequire(`${ROOT}/web/package.json`)('sharp');

let counter = 0;

export const GPS_WORDS = 'GPS 48.85 N 2.29 E';

// An Exif block as a phone writes it: the orientation, and a way to where the picture was taken.
export function camera_exif(orientation) {
  const entry = (tag, type, value) => {
    const bytes = Buffer.alloc(12);
    bytes.writeUInt16BE(tag, 0);
    bytes.writeUInt16BE(type, 2);
    bytes.writeUInt32BE(1, 4);
    if (type === 3) bytes.writeUInt16BE(value, 8);
    else bytes.writeUInt32BE(value, 8);
    return bytes;
  };
  const entries = [entry(0x0112, 3, orientation), entry(0x8825, 4, 38)];
  return Buffer.concat([Buffer.from('Exif\0\0MM\0*\0\0\0\x08\0\x02', 'latin1'), ...entries, Buffer.alloc(4), Buffer.from(GPS_WORDS)]);
}

export function with_segment(jpeg, marker, body) {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([jpeg.subarray(0, 2), head, body, jpeg.subarray(2)]);
}

export const with_exif = (jpeg, orientation) => with_segment(jpeg, 0xe1, camera_exif(orientation));

// What a camera held in this way stores of a picture that is `upright`.
const STORED = { 1: [], 2: ['-flop'], 3: ['-rotate', '180'], 4: ['-flip'], 5: ['-transpose'], 6: ['-rotate', '270'], 7: ['-transverse'], 8: ['-rotate', '90'] };

// ImageMagick, one of the packages of the tests. `to` is the new file's ending.
export async function converted_to(to, source, ...options) {
  const out = scratch_file(`made-${++counter}.${to}`);
  await run('convert', [source, ...options, out]);
  return out;
}

export async function held(upright, orientation) {
  const stored = readFileSync(await converted_to('jpg', upright, '-strip', ...STORED[orientation], '-quality', '97', '-sampling-factor', '4:4:4'));
  return scratch_file(`held-${orientation}-${++counter}.jpg`, with_exif(stored, orientation));
}

// Four corners in colours that tell them apart: red and green above, blue and white below.
export const CORNERS = { top_left: [200, 30, 40], top_right: [30, 190, 60], bottom_left: [40, 50, 210], bottom_right: [240, 240, 240] };
export async function corners(width, height) {
  const pixels = Buffer.alloc(3 * width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const name = `${y < height / 2 ? 'top' : 'bottom'}_${x < width / 2 ? 'left' : 'right'}`;
      pixels.set(CORNERS[name], 3 * (y * width + x));
    }
  }
  return sharp(pixels, { raw: { width, height, channels: 3 } });
}

export async function corners_file(to, width, height) {
  const path = scratch_file(`corners-${++counter}.${to}`);
  await (await corners(width, height)).toFile(path);
  return path;
}

// The corners' colours of a photo as everybody sees it: turned, and in sRGB by its own profile.
export async function seen_corners(bytes) {
  const { data, info } = await sharp(bytes).rotate().toColourspace('srgb').removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const at = (x, y) => {
    const place = 3 * (Math.round(y * info.height) * info.width + Math.round(x * info.width));
    return [...data.subarray(place, place + 3)];
  };
  return {
    width: info.width, height: info.height,
    top_left: at(0.25, 0.25), top_right: at(0.75, 0.25), bottom_left: at(0.25, 0.75), bottom_right: at(0.75, 0.75),
  };
}

// x265 and libheif's own tool make what phones write.
export async function heic(sources, ...options) {
  const out = scratch_file(`made-${++counter}.heic`);
  await run('heif-enc', ['-q', '92', '-p', 'preset=ultrafast', ...options, ...sources, '-o', out]);
  return out;
}

// As a phone writes it that was held upright: the tool knows no turned pictures, so the box that tells the depth of the
// channels, which nobody misses, becomes the one that turns a quarter clockwise.
export async function turned_heic(source) {
  const file = readFileSync(await heic([source]));
  const box = file.indexOf('pixi');
  file.write('irot', box, 'latin1');
  file[box + 4] = 3; // quarters, the other way round
  return scratch_file(`turned-${++counter}.heic`, file);
}

const u16 = (...values) => { const bytes = Buffer.alloc(2 * values.length); values.forEach((value, index) => bytes.writeUInt16BE(value, 2 * index)); return bytes; };
const u32 = (...values) => { const bytes = Buffer.alloc(4 * values.length); values.forEach((value, index) => bytes.writeUInt32BE(value, 4 * index)); return bytes; };
const box = (type, ...parts) => { const body = Buffer.concat(parts); return Buffer.concat([u32(body.length + 8), Buffer.from(type, 'latin1'), body]); };
const full = (type, version, flags, ...parts) => box(type, u32(version * 2 ** 24 + flags), ...parts);

// The box as a whole, and where what it holds lies.
function found(file, type) {
  const at = file.indexOf(type, 0, 'latin1') - 4;
  return { whole: file.subarray(at, at + file.readUInt32BE(at)), body: file.subarray(at + 8, at + file.readUInt32BE(at)) };
}

// As phones write large photos: a grid of pictures (ISO/IEC 23008-12, 6.6.2.3). All show the same here, and lie in the file once.
export async function heic_grid(source, columns, rows) {
  const file = readFileSync(await heic([source]));
  const [tile, size, coded] = [found(file, 'hvcC').whole, found(file, 'ispe').whole, found(file, 'mdat').body];
  const [width, height] = [size.readUInt32BE(12), size.readUInt32BE(16)];
  const count = columns * rows;
  const tiles = Array.from({ length: count }, (_, index) => 2 + index);
  const grid = Buffer.concat([Buffer.from([0, 1, rows - 1, columns - 1]), u32(columns * width, rows * height)]);
  const item = (id, type, hidden) => full('infe', 2, hidden, u16(id, 0), Buffer.from(`${type}\0`, 'latin1'));
  const uses = (id, ...properties) => Buffer.concat([u16(id), Buffer.from([properties.length, ...properties])]);
  const meta = (from) => full('meta', 0, 0,
    full('hdlr', 0, 0, u32(0), Buffer.from('pict'), u32(0, 0, 0), Buffer.from([0])),
    full('pitm', 0, 0, u16(1)),
    full('iinf', 0, 0, u16(count + 1), item(1, 'grid', 0), ...tiles.map((id) => item(id, 'hvc1', 1))),
    full('iref', 0, 0, box('dimg', u16(1, count, ...tiles))),
    box('iprp', box('ipco', tile, size, full('ispe', 0, 0, u32(columns * width, rows * height))),
      full('ipma', 0, 0, u32(count + 1), uses(1, 3), ...tiles.map((id) => uses(id, 0x81, 2)))),
    full('iloc', 0, 0, Buffer.from([0x44, 0]), u16(count + 1),
      u16(1, 0, 1), u32(from, grid.length), ...tiles.map((id) => Buffer.concat([u16(id, 0, 1), u32(from + grid.length, coded.length)]))));
  const head = box('ftyp', Buffer.from('heic'), u32(0), Buffer.from('mif1heic'));
  const from = head.length + meta(0).length + 8;
  return scratch_file(`grid-${++counter}.heic`, Buffer.concat([head, meta(from), box('mdat', grid, coded)]));
}
