// Photos from distribution packages, pictures made here, and the native renderer.
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { deflateSync } from 'node:zlib';
import { ROOT } from './shop.mjs';

const run = promisify(execFile);

export const NATIVE_RENDER = `${ROOT}/build/release/bin/picasso_render`;
export const WASM_RENDER = `${ROOT}/build/wasm/bin/picasso_render.mjs`;
export const DEFAULT_RECIPE = { version: 1, oval: { cx: 0.5, cy: 0.4, rx: 0.2, ry: 0.25, degrees: 0 } };

export const photo_path = (name) => `${ROOT}/build/assets/${name}`;
export const photo_bytes = (name) => readFileSync(photo_path(name));

// A folder that goes when the process does.
export const scratch = mkdtempSync(join(tmpdir(), 'picasso-e2e-'));
process.on('exit', () => rmSync(scratch, { recursive: true, force: true }));
export function scratch_folder(name) {
  return mkdtempSync(join(scratch, `${name}-`));
}
export function scratch_file(name, bytes) {
  const path = join(scratch, name);
  if (bytes !== undefined) writeFileSync(path, bytes);
  return path;
}

let counter = 0;

// Renders with the native tool, or with the WASM one under node. Gives the PNG and its pixels' hash.
export async function render({ photo, recipe = DEFAULT_RECIPE, target, wasm = false }) {
  const id = ++counter;
  const recipe_file = scratch_file(`recipe-${id}.json`, JSON.stringify(recipe));
  const out = scratch_file(`out-${id}.png`);
  const args = ['--scene', 'the-scream', '--photo', photo, '--recipe', recipe_file, '--target', target, '--out', out, '--sha256',
    '--scenes-dir', `${ROOT}/build/release/scenes`];
  const { stdout } = wasm ? await run('node', [WASM_RENDER, ...args]) : await run(NATIVE_RENDER, args);
  const png = readFileSync(out);
  rmSync(out);
  return { sha256: stdout.match(/\b[0-9a-f]{64}\b/)[0], png };
}

export async function native_preview_sha256(name_or_path, recipe = DEFAULT_RECIPE) {
  const photo = name_or_path.startsWith('/') ? name_or_path : photo_path(name_or_path);
  return (await render({ photo, recipe, target: 'preview:800x960' })).sha256;
}

// --- pictures made here ----------------------------------------------------------------------------------------------

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, n) => {
  for (let k = 0; k < 8; k++) n = n & 1 ? 0xedb88320 ^ (n >>> 1) : n >>> 1;
  return n >>> 0;
});

function crc32(bytes) {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = CRC_TABLE[(crc ^ byte) & 255] ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const size = Buffer.alloc(4);
  size.writeUInt32BE(data.length);
  const crc = Buffer.alloc(4);
  crc.writeUInt32BE(crc32(body));
  return Buffer.concat([size, body, crc]);
}

// color_type 0 gray, 2 RGB, 6 RGBA. `raw` holds the scanlines with their filter bytes.
export function png({ width, height, bit_depth = 8, color_type = 2, raw }) {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([bit_depth, color_type, 0, 0, 0], 8);
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), chunk('IHDR', header), chunk('IDAT', deflateSync(raw, { level: 9 })), chunk('IEND', Buffer.alloc(0))]);
}

export const png_16_bit = () => png({ width: 300, height: 300, bit_depth: 16, raw: Buffer.alloc(300 * (1 + 300 * 6), 90) .map((byte, at) => (at % 1801 ? byte : 0)) });
export const png_1x1 = () => png({ width: 1, height: 1, raw: Buffer.from([0, 200, 100, 50]) });
// 400 million pixels in 48 KB.
export const png_bomb = () => png({ width: 20000, height: 20000, bit_depth: 1, color_type: 0, raw: Buffer.alloc(20000 * 2501) });

// A smooth picture with a bright ball, so that every crop of it has structure.
export function png_ball(width, height, seed = 1) {
  const raw = Buffer.alloc(height * (1 + width * 3));
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = y * (1 + width * 3) + 1 + x * 3;
      const inside = (x - width / 2) ** 2 + (y - height / 2) ** 2 < (Math.min(width, height) / 3) ** 2;
      raw[at] = inside ? 230 : (x * 255) / width;
      raw[at + 1] = inside ? (y * 200) / height : (seed * 40) & 255;
      raw[at + 2] = ((x ^ y) * seed) & 255;
    }
  }
  return png({ width, height, raw });
}

// ImageMagick, one of the packages of the tests.
export async function converted(name, ...options) {
  const out = scratch_file(`converted-${++counter}.jpg`);
  await run('convert', [photo_path(name), ...options, out]);
  return readFileSync(out);
}

const marker = (code, data) => {
  const head = Buffer.from([0xff, code, 0, 0]);
  head.writeUInt16BE(data.length + 2, 2);
  return Buffer.concat([head, data]);
};
export const EICAR = 'X5O!P%@AP[4\\PZX54(P^)7CC)7}$' + 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*';
export const with_comment = (jpeg, text) => Buffer.concat([jpeg.subarray(0, 2), marker(0xfe, Buffer.from(text)), jpeg.subarray(2)]);
// A quantization table with 16 bits a value that no component uses: part of the picture's code, so it stays with it.
export const with_table = (jpeg, text) => Buffer.concat([jpeg.subarray(0, 2), marker(0xdb, Buffer.concat([Buffer.from([0x13]), Buffer.from(text.padEnd(128))])), jpeg.subarray(2)]);
