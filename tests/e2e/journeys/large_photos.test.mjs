// Photos of more pixels than a canvas takes: smaller copies, in bounded memory, and a way to stop.
import assert from 'node:assert/strict';
import { after, before, test } from '../support/spec.mjs';
import { launch, new_visitor, PHONE } from '../support/browser.mjs';
import { memory_of, own_mb, renderers } from '../support/memory.mjs';
import { CORNERS, corners, heic, heic_grid, seen_corners, sharp, with_exif } from '../support/photos.mjs';
import { photo_path, scratch_file } from '../support/pictures.mjs';
import { keep_what_is_sent, sent_photo } from '../support/sent_photo.mjs';
import { SHOP } from '../support/shop.mjs';
import { choose_photo, settled_painting } from '../support/studio.mjs';
import { sleep } from '../support/wait.mjs';

const kMostMb = 250;
const kMostMbOfTiles = 300; // measured: 274; what the decoder took is not all given back when the picture is painted

let browser;
before(async () => { browser = await launch(); });
after(() => browser?.close());

async function in_studio() {
  const visitor = await new_visitor(browser, PHONE);
  await keep_what_is_sent(visitor.page);
  await visitor.page.goto(`${SHOP}/studio`);
  return visitor;
}

async function dog_of(width, height, to = 'jpeg') {
  return sharp(photo_path('dog.jpg')).resize(width, height, { fit: 'fill' })[to]({ quality: 85 }).toBuffer();
}

// What opening and painting a photo takes beyond the studio as it waits for one, in MB.
async function cost_of(t, page, photo, most_mb = kMostMb) {
  await page.waitForTimeout(2000); // the modules have loaded
  const { most, rests } = await memory_of(browser, own_mb(await renderers(browser)), () => choose_photo(page, photo));
  t.diagnostic(`${most} MB at most, ${rests} MB at rest`);
  assert.ok(most <= most_mb && rests <= most_mb, `${most} MB at most, ${rests} MB at rest`);
}

test('48 megapixels from a phone that was held upright', async (t) => {
  const { page, context } = await in_studio();
  await cost_of(t, page, scratch_file('48.jpg', with_exif(await dog_of(8064, 6048), 6)));
  const { bytes } = await sent_photo(page);
  const { width, height } = await seen_corners(bytes);
  assert.ok(Math.max(width, height) <= 4096 && Math.max(width, height) >= 3000, `${width} x ${height}`);
  assert.ok(width < height, 'upright');
  await context.close();
});

test('a HEIC photo of 12 megapixels, as most phones take them', async (t) => {
  const { page, context } = await in_studio();
  await cost_of(t, page, await heic([scratch_file('12.jpg', await dog_of(4032, 3024))]));
  const { width, height } = await seen_corners((await sent_photo(page)).bytes);
  assert.deepEqual([width, height], [4032, 3024]);
  await context.close();
});

test('a HEIC photo of 48 megapixels, in the tiles that phones write', async (t) => {
  const { page, context } = await in_studio();
  await cost_of(t, page, await heic_grid(scratch_file('tile.jpg', await dog_of(1008, 1008)), 8, 6), kMostMbOfTiles);
  const { bytes } = await sent_photo(page);
  const { width, height } = await seen_corners(bytes);
  assert.deepEqual([width, height], [4096, 3072]);
  // What one tile of it shows, made smaller by somebody else.
  const [seen, wanted] = await Promise.all([sharp(bytes).extract({ left: 1024, top: 512, width: 512, height: 512 }), sharp(await dog_of(1008, 1008))]
    .map((picture) => picture.resize(32, 32, { fit: 'fill' }).removeAlpha().raw().toBuffer()));
  const far = seen.reduce((sum, value, index) => sum + Math.abs(value - wanted[index]), 0) / seen.length;
  assert.ok(far <= 4, `${far} levels off in the mean`);
  await context.close();
});

test('48 megapixels of a kind that has to be unpacked whole are refused in words that help', async () => {
  const { page, context } = await in_studio();
  const photo = sharp({ create: { width: 8064, height: 6048, channels: 3, background: 'tan' } });
  for (const kind of ['png', 'webp']) {
    await page.setInputFiles('#photo-file', scratch_file(`48.${kind}`, await photo.clone()[kind]().toBuffer()));
    await page.waitForFunction(() => /has 49 megapixels, more than can be opened of this kind of file\. Save it as a JPEG/
      .test(document.querySelector('#photo-notice.is-problem')?.textContent ?? ''), undefined, { timeout: 30_000 });
    await page.setInputFiles('#photo-file', scratch_file('no.jpg', Buffer.alloc(0)));
    await page.waitForFunction(() => !/49 megapixels/.test(document.querySelector('#photo-notice').textContent), undefined, { timeout: 30_000 });
  }
  await context.close();
});

test('a large photo of Display P3 is made smaller in the right colours', async () => {
  const { page, context } = await in_studio();
  const wide = await (await corners(5200, 3600)).withIccProfile('p3').jpeg({ quality: 92, chromaSubsampling: '4:4:4' }).toBuffer();
  await choose_photo(page, scratch_file('wide.jpg', with_exif(wide, 8)));
  const { bytes } = await sent_photo(page);
  const seen = await seen_corners(bytes);
  assert.ok(seen.height > seen.width && seen.height <= 4096, `${seen.width} x ${seen.height}`);
  // A quarter turn anticlockwise: what was right above is left above now.
  for (const [now, was] of [['top_left', 'top_right'], ['top_right', 'bottom_right'], ['bottom_left', 'top_left'], ['bottom_right', 'bottom_left']]) {
    const far = Math.max(...seen[now].map((value, index) => Math.abs(value - CORNERS[was][index])));
    assert.ok(far <= 8, `${now} is ${seen[now]} instead of ${CORNERS[was]}`);
  }
  await context.close();
});

test('100 megapixels: a JPEG is made smaller, a PNG is refused in words', async () => {
  const { page, context } = await in_studio();
  await choose_photo(page, scratch_file('100.jpg', await dog_of(11600, 8700)));
  const { width, height } = await seen_corners((await sent_photo(page)).bytes);
  assert.ok(Math.max(width, height) <= 4096 && Math.max(width, height) >= 2800, `${width} x ${height}`);
  const before_refusal = await settled_painting(page);
  await page.setInputFiles('#photo-file', scratch_file('100.png', await sharp({ create: { width: 11600, height: 8700, channels: 3, background: 'tan' } }).png().toBuffer()));
  await page.waitForSelector('#photo-notice.is-problem');
  assert.match(await page.innerText('#photo-notice'), /has 101 megapixels, more than can be opened of this kind of file\. Save it as a JPEG, or take a smaller copy/);
  assert.equal(await settled_painting(page), before_refusal);
  await context.close();
});

test('what takes long says how far it is, and can be stopped', async () => {
  const { page, context } = await in_studio();
  // The decoder stays on its way until the test ends, however fast the machine is.
  let arrive;
  const held = new Promise((resolve) => { arrive = resolve; });
  await context.route(/libheif-.*\.wasm/, async (route) => {
    await held;
    await route.abort().catch(() => {}); // the worker that asked is gone
  });
  await page.setInputFiles('#photo-file', await heic([photo_path('cat.jpg')]));
  await page.click('#open-stop');
  await page.waitForFunction(() => document.querySelector('#photo-notice').textContent === '');
  await sleep(1000);
  assert.equal(await page.isVisible('#studio-work'), false);
  assert.equal(await page.isVisible('#open-stop'), false);
  arrive();
  await page.setInputFiles('#photo-file', photo_path('cat.jpg'));
  await settled_painting(page);
  await context.close();
});
