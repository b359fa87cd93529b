// The shop's pictures, made by the product's own renderer from photos that are fetched, never committed. Writes
// dist/assets/*-<hash>.{avif,webp,jpg} and dist/pictures.json (name -> addresses and size). Without the renderer or the
// photos the pages simply have no pictures. What was painted and encoded once is kept in ../build/pictures, by a digest of
// renderer, scene, photo, recipe and settings.
import { execFile } from 'node:child_process';
import { access, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import sharp from 'sharp';
import { garment_layers } from './garment_layers.mjs';
import { digest_of, KeptFiles } from './kept_files.mjs';

const run = promisify(execFile);
const web = dirname(dirname(fileURLToPath(import.meta.url)));
const from_web = (name, otherwise) => resolve(web, process.env[name] ?? otherwise);
const renderer = from_web('PICASSO_RENDER', '../build/release/bin/picasso_render');
const scenes = from_web('PICASSO_SCENE_DIR', '../build/release/scenes');
const photos = from_web('PICASSO_PHOTO_DIR', '../build/assets');
const plan = JSON.parse(await readFile(join(web, 'build/pictures.json'), 'utf8'));
const garments = JSON.parse(await readFile(join(web, 'studio/preview/garments.json'), 'utf8'));

const kept = new KeptFiles(resolve(web, '../build/pictures'));

const pictures = {};
let painter; // digest

async function publish_file(name, extension, bytes) {
  const hash = digest_of(bytes).slice(0, 10);
  await writeFile(join(web, 'dist/assets', `${name}-${hash}.${extension}`), bytes);
  return `/assets/${name}-${hash}.${extension}`;
}

// One picture in several widths and two formats; browsers take the smallest that is sharp.
async function publish(name, image, widths) {
  const png = await image.png({ compressionLevel: 1 }).toBuffer();
  const { width, height } = await sharp(png).metadata();
  const source = digest_of(png);
  const encoded = (wide, format, options) =>
    kept.get([sharp.versions, source, wide, format, options], () => sharp(png).resize(wide).toFormat(format, options).toBuffer());
  const sets = { avif: [], webp: [] };
  let src = '';
  for (const wide of widths) {
    const avif = await publish_file(`${name}-${wide}`, 'avif', await encoded(wide, 'avif', { quality: 42, effort: 4 }));
    src = await publish_file(`${name}-${wide}`, 'webp', await encoded(wide, 'webp', { quality: 76, effort: 5 }));
    sets.avif.push(`${avif} ${wide}w`);
    sets.webp.push(`${src} ${wide}w`);
  }
  pictures[name] = { src, width, height, avif: sets.avif.join(', '), webp: sets.webp.join(', ') };
}

function recipe_of({ oval: [cx, cy, rx, ry, degrees], eyes }) {
  return { version: 1, oval: { cx, cy, rx, ry, degrees }, eyes: eyes.map(([x, y, radius]) => ({ x, y, radius })) };
}

const digest_of_file = async (file) => digest_of(await readFile(file));

// The renderer and everything of the scene, as one line.
async function painter_digest() {
  const files = (await readdir(scenes)).filter((file) => file.startsWith('the-scream.')).sort();
  const digests = await Promise.all([renderer, ...files.map((file) => join(scenes, file))].map(digest_of_file));
  return digest_of([...files, ...digests].join());
}

async function render(photo, recipe, target, out) {
  painter ??= await painter_digest();
  const painted = await kept.get([painter, await digest_of_file(photo), await digest_of_file(recipe), target], async () => {
    await run(renderer, ['--scene', 'the-scream', '--scenes-dir', scenes, '--photo', photo, '--recipe', recipe,
      '--target', target, '--out', out]);
    return readFile(out);
  });
  await writeFile(out, painted);
}

async function before_picture(photo, { oval: [cx, cy, rx, ry, degrees], before: [x, y, w, h] }) {
  const upright = sharp(await sharp(photo).rotate().toBuffer());
  const { width, height } = await upright.metadata();
  const line = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><ellipse cx="${cx * width}" cy="${cy * height}" rx="${rx * width}" ry="${ry * height}" transform="rotate(${degrees} ${cx * width} ${cy * height})" fill="none" stroke="#fffaf2" stroke-width="6"/></svg>`;
  const marked = await upright.composite([{ input: Buffer.from(line) }]).png().toBuffer();
  const part = { left: x * width, top: y * height, width: w * width, height: h * height };
  for (const side of Object.keys(part)) part[side] = Math.round(part[side]);
  return sharp(marked).extract(part).resize(480, 480, { fit: 'cover' });
}

const kProductSide = 900;

// The same drawing as the studio's product view: cloth, print, light and shade.
async function product_picture(spec, print_file, look) {
  const side = kProductSide;
  return sharp({ create: { width: side, height: side, channels: 3, background: look.wall } })
    .composite(await garment_layers(garments[spec], print_file, look.cloth, side, side * 0.9));
}

// What social networks show beside a link: photo, painting, product.
async function card_picture(before, painted, product) {
  const [width, height] = [1200, 630];
  const cell = async (file, w, h) => sharp(file).resize(w, h, { fit: 'cover' }).toBuffer();
  return sharp({ create: { width, height, channels: 3, background: '#f7f1e6' } }).composite([
    { input: await cell(before, 340, 340), left: 40, top: 145 },
    { input: await cell(painted, 440, 528), left: 420, top: 51 },
    { input: await cell(product, 260, 340), left: 900, top: 145 },
  ]).jpeg({ quality: 84, mozjpeg: true }).toBuffer();
}

async function make_pet(work, name, pet) {
  const photo = join(photos, pet.photo);
  const recipe = join(work, `${name}.json`);
  const painted = join(work, `${name}.png`);
  await writeFile(recipe, JSON.stringify(recipe_of(pet)));
  await render(photo, recipe, 'preview:800x960', painted);
  await publish(`${name}_after`, sharp(painted), [320, 480, 640, 800]);
  const before = await (await before_picture(photo, pet)).png().toBuffer();
  await publish(`${name}_before`, sharp(before), [160, 320, 480]);
  return { photo, recipe, painted, before };
}

async function make_all(work) {
  const made = {};
  for (const [name, pet] of Object.entries(plan.pets)) made[name] = await make_pet(work, name, pet);
  const shown = {};
  for (const { sku, pet, ...look } of plan.products) {
    const print = join(work, `${sku}-${pet}.png`);
    await render(made[pet].photo, made[pet].recipe, `preview:${sku}:480`, print);
    const picture = await (await product_picture(sku, print, look)).png().toBuffer();
    shown[sku] = (shown[sku] ?? 0) + 1;
    if (shown[sku] === 1) made[pet].product = picture;
    await publish(`${sku}_${shown[sku]}`, sharp(picture), [320, 480, 900]);
  }
  const hero = made[plan.hero];
  pictures.card = { src: await publish_file('card', 'jpg', await card_picture(hero.before, hero.painted, hero.product)), width: 1200, height: 630 };
}

async function missing(file) {
  return access(file).then(() => false, () => true);
}

const needed = [renderer, ...Object.values(plan.pets).map((pet) => join(photos, pet.photo))];
const absent = [];
for (const file of needed) if (await missing(file)) absent.push(file);
if (absent.length > 0) {
  console.warn(`No pictures for the pages: ${absent.join(', ')} missing.`);
} else {
  const work = await mkdtemp(join(tmpdir(), 'picasso-pictures-'));
  try {
    await make_all(work);
    await kept.forget_the_rest();
  } finally {
    await rm(work, { recursive: true });
  }
}
await writeFile(join(web, 'dist/pictures.json'), `${JSON.stringify(pictures, null, 2)}\n`);
