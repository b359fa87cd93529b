// The shop's sign for tabs, home screens and search engines: dist/favicon.svg and .ico, icon-*.png, and one web manifest
// a language.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';

const web = dirname(dirname(fileURLToPath(import.meta.url)));
const dist = (name) => join(web, 'dist', name);
const svg = await readFile(join(web, 'build/icon.svg'), 'utf8');
const kAccent = '#b5451b';
const kPaper = '#f7f1e6';

const square = (side) => sharp(Buffer.from(svg), { density: (72 * side) / 32 }).resize(side, side).png({ compressionLevel: 9 });

// Cut to any shape by the device: the sign stays within the middle four fifths.
async function maskable(side) {
  const inner = Math.round(side * 0.8);
  const sign = await square(inner).toBuffer();
  return sharp({ create: { width: side, height: side, channels: 3, background: kAccent } }).composite([{ input: sign }]).png().toBuffer();
}

// One picture in PNG, as every browser of this century reads it.
function ico(png, side) {
  const header = Buffer.alloc(22);
  header.writeUInt16LE(1, 2); // an icon
  header.writeUInt16LE(1, 4); // with one picture
  header.writeUInt8(side, 6);
  header.writeUInt8(side, 7);
  header.writeUInt16LE(1, 10); // plane
  header.writeUInt16LE(32, 12); // bits a pixel
  header.writeUInt32LE(png.length, 14);
  header.writeUInt32LE(header.length, 18);
  return Buffer.concat([header, png]);
}

async function manifest(language, prefix) {
  const texts = JSON.parse(await readFile(join(web, `text/${language}.json`), 'utf8'));
  const icon = (file, side, purpose = 'any') => ({ src: `/${file}`, sizes: `${side}x${side}`, type: 'image/png', purpose });
  return JSON.stringify({
    id: `${prefix}/`, name: texts['site.app_name'], short_name: 'Picasso Pet', description: texts['landing.page_description'],
    lang: language, start_url: `${prefix}/studio`, scope: `${prefix}/`, display: 'minimal-ui',
    background_color: kPaper, theme_color: kPaper,
    icons: [icon('icon-192.png', 192), icon('icon-512.png', 512), icon('icon-maskable-512.png', 512, 'maskable')],
  });
}

await mkdir(join(web, 'dist'), { recursive: true });
await writeFile(dist('favicon.svg'), svg);
await writeFile(dist('favicon.ico'), ico(await square(48).toBuffer(), 48));
await writeFile(dist('apple-touch-icon.png'), await sharp({ create: { width: 180, height: 180, channels: 3, background: kAccent } })
  .composite([{ input: await square(180).toBuffer() }]).png().toBuffer());
for (const side of [192, 512]) await writeFile(dist(`icon-${side}.png`), await square(side).toBuffer());
await writeFile(dist('icon-maskable-512.png'), await maskable(512));
await writeFile(dist('site.en.webmanifest'), await manifest('en', ''));
await writeFile(dist('site.de.webmanifest'), await manifest('de', '/de'));
