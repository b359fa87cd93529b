// Photos of more pixels than a canvas takes: smaller copies, in bounded memory, and a way to stop.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, new_visitor, PHONE } from '../support/browser.mjs';
import { own_mb, page_memory_mb, renderers } from '../support/memory.mjs';
import { seen_corners, sharp, with_exif } from '../support/photos.mjs';
import { photo_path, scratch_file } from '../support/pictures.mjs';
import { keep_what_is_sent, sent_photo } from '../support/sent_photo.mjs';
import { SHOP } from '../support/shop.mjs';
import { choose_photo, settled_painting } from '../support/studio.mjs';
import { sleep } from '../support/wait.mjs';

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

// The most that a process holds of its own while `work` runs, beyond what it held before, in MB.
async function growth_mb(process_id, work) {
  const before_mb = own_mb(process_id);
  let most = before_mb;
  const timer = setInterval(() => { most = Math.max(most, own_mb(process_id)); }, 20);
  await work();
  clearInterval(timer);
  return most - before_mb;
}

test('48 megapixels from a phone that was held upright', async (t) => {
  const { page, context } = await in_studio();
  await page.waitForTimeout(1500); // the modules have loaded
  const photo = scratch_file('48.jpg', with_exif(await dog_of(8064, 6048), 6));
  const [process_id] = (await renderers(browser)).slice(-1);
  const growth = await growth_mb(process_id, () => choose_photo(page, photo));
  const rests = await page_memory_mb(page);
  t.diagnostic(`48 megapixels: ${Math.round(growth)} MB more at most, ${Math.round(rests)} MB at rest`);
  const { bytes } = await sent_photo(page);
  const { width, height } = await seen_corners(bytes);
  assert.ok(Math.max(width, height) <= 4096 && Math.max(width, height) >= 3000, `${width} x ${height}`);
  assert.ok(width < height, 'upright');
  assert.ok(rests <= 250, `${rests} MB`);
  assert.ok(growth <= 250, `${growth} MB more`);
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
  assert.match(await page.innerText('#photo-notice'), /has 101 megapixels, more than this browser can open\. A smaller copy/);
  assert.equal(await settled_painting(page), before_refusal);
  await context.close();
});

test('what takes long says how far it is, and can be stopped', async () => {
  const { page, context } = await in_studio();
  const photo = scratch_file('slow.jpg', await dog_of(11600, 8700));
  await page.setInputFiles('#photo-file', photo);
  await page.click('#open-stop');
  await page.waitForFunction(() => document.querySelector('#photo-notice').textContent === '');
  await sleep(3000);
  assert.equal(await page.isVisible('#studio-work'), false);
  assert.equal(await page.isVisible('#open-stop'), false);
  await page.setInputFiles('#photo-file', photo_path('cat.jpg'));
  await settled_painting(page);
  await context.close();
});
