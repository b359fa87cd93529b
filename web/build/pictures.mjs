// The landing page's pictures, made by the product's own renderer from photos that are fetched, never committed.
// Writes dist/assets/*-<hash>.webp and dist/pictures.json (name -> address). Without the renderer or the photo the
// pages simply have no pictures.
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { access, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import sharp from 'sharp';

const run = promisify(execFile);
const web = dirname(dirname(fileURLToPath(import.meta.url)));
const from_web = (name, otherwise) => resolve(web, process.env[name] ?? otherwise);
const renderer = from_web('PICASSO_RENDER', '../build/release/bin/picasso_render');
const scenes = from_web('PICASSO_SCENE_DIR', '../build/release/scenes');
const photos = from_web('PICASSO_PHOTO_DIR', '../build/assets');
const plan = JSON.parse(await readFile(join(web, 'build/pictures.json'), 'utf8'));
const garments = JSON.parse(await readFile(join(web, 'studio/preview/garments.json'), 'utf8'));

const pictures = {};

async function publish(name, image) {
  const bytes = await image.webp({ quality: 76, effort: 6 }).toBuffer();
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 10);
  await writeFile(join(web, 'dist/assets', `${name}-${hash}.webp`), bytes);
  pictures[name] = `/assets/${name}-${hash}.webp`;
}

function recipe_of({ oval: [cx, cy, rx, ry, degrees], eyes }) {
  return { version: 1, oval: { cx, cy, rx, ry, degrees }, eyes: eyes.map(([x, y, radius]) => ({ x, y, radius })) };
}

function render(photo, recipe, target, out) {
  return run(renderer, ['--scene', 'the-scream', '--scenes-dir', scenes, '--photo', photo, '--recipe', recipe,
    '--target', target, '--out', out]);
}

async function before_picture(photo, { oval: [cx, cy, rx, ry, degrees], before: [x, y, w, h] }) {
  const upright = sharp(await sharp(photo).rotate().toBuffer());
  const { width, height } = await upright.metadata();
  const line = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><ellipse cx="${cx * width}" cy="${cy * height}" rx="${rx * width}" ry="${ry * height}" transform="rotate(${degrees} ${cx * width} ${cy * height})" fill="none" stroke="#fffaf2" stroke-width="6"/></svg>`;
  const marked = await upright.composite([{ input: Buffer.from(line) }]).png().toBuffer();
  const part = { left: x * width, top: y * height, width: w * width, height: h * height };
  for (const side of Object.keys(part)) part[side] = Math.round(part[side]);
  return sharp(marked).extract(part).resize(256, 256, { fit: 'cover' });
}

// The same drawing as the studio's product view: cloth, print, folds.
async function product_picture(spec, print_file, { cloth, wall }) {
  const garment = garments[spec];
  const [view_width, view_height] = garment.view;
  const side = 600;
  const scale = 540 / Math.max(view_width, view_height);
  const left = (side - view_width * scale) / 2;
  const top = (side - view_height * scale) / 2;
  const dark = Number.parseInt(cloth.slice(1, 3), 16) < 110;
  const ink = dark ? '#ffffff' : '#000000';
  const layer = (paths, attributes) => Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${side}" height="${side}"><g transform="translate(${left} ${top}) scale(${scale})" ${attributes}>${paths.map((d) => `<path d="${d}"/>`).join('')}</g></svg>`);
  const [x, y, w, h] = garment.print;
  const print = await sharp(print_file).resize(Math.round(w * scale), Math.round(h * scale), { fit: 'fill' }).toBuffer();
  return sharp({ create: { width: side, height: side, channels: 3, background: wall } }).composite([
    { input: await sharp(layer(garment.body, 'transform-origin="0 0" fill="#000000" opacity="0.3"')).blur(14).png().toBuffer(), top: 12, left: 0 },
    { input: layer(garment.body, `fill="${cloth}" stroke="${ink}" stroke-opacity="0.25"`) },
    { input: layer(garment.seams, `fill="none" stroke="${ink}" stroke-opacity="0.26" stroke-width="1.3" stroke-linecap="round"`) },
    { input: print, left: Math.round(left + x * scale), top: Math.round(top + y * scale) },
    { input: layer(garment.folds, `fill="${ink}" fill-opacity="0.07"`) },
  ]);
}

async function make_all(work) {
  const { hero, products } = plan;
  const photo = join(photos, hero.photo);
  const painted = join(work, 'hero.png');
  const recipe = join(work, 'hero.json');
  await writeFile(recipe, JSON.stringify(recipe_of(hero)));
  await render(photo, recipe, 'preview:800x960', painted);
  await publish('hero_after', sharp(painted));
  await publish('hero_after_medium', sharp(painted).resize(640));
  await publish('hero_after_small', sharp(painted).resize(480));
  await publish('hero_before', await before_picture(photo, hero));
  for (const [spec, look] of Object.entries(products)) {
    const print = join(work, `${spec}.png`);
    await render(photo, recipe, `preview:${spec}:480`, print);
    await publish(`product_${spec}`, await product_picture(spec, print, look));
  }
}

async function missing(file) {
  return access(file).then(() => false, () => true);
}

const needed = [renderer, join(photos, plan.hero.photo)];
const absent = [];
for (const file of needed) if (await missing(file)) absent.push(file);
if (absent.length > 0) {
  console.warn(`No pictures for the landing page: ${absent.join(', ')} missing.`);
} else {
  const work = await mkdtemp(join(tmpdir(), 'picasso-pictures-'));
  try {
    await make_all(work);
  } finally {
    await rm(work, { recursive: true });
  }
}
await writeFile(join(web, 'dist/pictures.json'), `${JSON.stringify(pictures, null, 2)}\n`);
