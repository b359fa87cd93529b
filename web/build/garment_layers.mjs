// A garment with a print on it as layers for sharp; the drawing is that of studio/preview/product_picture.ts.
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { transformWithEsbuild } from 'vite';

const preview = join(dirname(dirname(fileURLToPath(import.meta.url))), 'studio/preview');

async function load_typescript(name) {
  const { code } = await transformWithEsbuild(await readFile(join(preview, name), 'utf8'), name);
  return import(`data:text/javascript;base64,${Buffer.from(code).toString('base64')}`);
}

const { light_and_shade } = await load_typescript('cloth.ts');

function paths(list, attributes) {
  return list.map((d) => `<path d="${d}" ${attributes}/>`).join('');
}

function line_of([d, width, darkness, dash, gap], dark_cloth) {
  const light = darkness < 0 || dark_cloth;
  const opacity = Math.abs(darkness) * (dark_cloth ? 0.7 : 1);
  return `<path d="${d}" fill="none" stroke="${light ? '#fff' : '#000'}" stroke-opacity="${opacity}" stroke-width="${width}" ${dash ? `stroke-dasharray="${dash} ${gap}"` : 'stroke-linecap="round"'}/>`;
}

function is_dark(hex) {
  const value = Number.parseInt(hex.slice(1), 16);
  return 0.299 * (value >> 16) + 0.587 * ((value >> 8) & 255) + 0.114 * (value & 255) < 110;
}

// The print with its middle lifted by `arch` pixels, as on a round front.
async function arched(print_file, width, height, arch) {
  const lift = Math.ceil(Math.abs(arch));
  const { data, info } = await sharp(print_file).resize(width, height, { fit: 'fill' }).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  if (lift === 0) return { input: data, raw: info };
  const out = Buffer.alloc(4 * width * (height + lift));
  for (let x = 0; x < width; x++) {
    const u = (2 * (x + 0.5)) / width - 1;
    const fall = lift * u * u, whole = Math.floor(fall);
    for (let y = 0; y < height; y++) data.copy(out, 4 * ((y + whole) * width + x), 4 * (y * width + x), 4 * (y * width + x) + 4);
  }
  return { input: out, raw: { width, height: height + lift, channels: 4 } };
}

// To be composited on a square of `side` pixels, the garment `size` pixels long.
export async function garment_layers(garment, print_file, cloth, side, size) {
  const [view_width, view_height] = garment.view;
  const scale = size / Math.max(view_width, view_height);
  const left = (side - view_width * scale) / 2, top = (side - view_height * scale) / 2;
  const dark = is_dark(cloth);
  const drawn = (content) => Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="${side}" height="${side}"><g transform="translate(${left} ${top}) scale(${scale})">${content}</g></svg>`);
  const body = drawn(paths(garment.body, 'fill="#000"'));
  const inside = await sharp(body).extractChannel('alpha').raw().toBuffer();
  const shade_scale = 1;
  const [w, h] = [Math.round(view_width * shade_scale), Math.round(view_height * shade_scale)];
  const small = await sharp(Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="${w}" height="${h}"><g transform="scale(${shade_scale})">${paths(garment.body, 'fill="#000"')}</g></svg>`)).extractChannel('alpha').raw().toBuffer();
  const shade_small = Buffer.from(light_and_shade(garment, small, w, h, shade_scale).buffer);
  const shade = await sharp(shade_small, { raw: { width: w, height: h, channels: 4 } }).resize(Math.round(view_width * scale), Math.round(view_height * scale), { fit: 'fill', kernel: 'cubic' })
    .extend({ left: Math.round(left), top: Math.round(top), right: side - Math.round(left) - Math.round(view_width * scale), bottom: side - Math.round(top) - Math.round(view_height * scale), background: '#0000' }).raw().toBuffer();
  for (let i = 0; i < inside.length; i++) shade[4 * i + 3] = (shade[4 * i + 3] * inside[i]) / 255;
  const [x, y, print_width, print_height] = garment.print.map((v) => Math.round(v * scale));
  return [
    { input: await sharp(drawn(`<g opacity="0.34">${paths(garment.body, 'fill="#000"')}</g>`)).blur(14).png().toBuffer(), top: 12, left: 0 },
    { input: drawn(paths(garment.body, `fill="${cloth}"`) + paths(garment.inner, `fill="#000" fill-opacity="${dark ? 0.45 : 0.3}"`)) },
    { ...(await arched(print_file, print_width, print_height, (garment.arch ?? 0) * scale)), left: Math.round(left + x), top: Math.round(top + y - (garment.arch ?? 0) * scale) },
    { input: shade, raw: { width: side, height: side, channels: 4 } },
    { input: drawn(garment.lines.map((line) => line_of(line, dark)).join('')) },
  ];
}
