// Files that are no photos, and a studio that does not arrive whole: words that help, and nothing lost.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { after, before, test } from '../support/spec.mjs';
import { launch, new_visitor, PHONE, screenshot } from '../support/browser.mjs';
import { converted_to, heic } from '../support/photos.mjs';
import { photo_bytes, photo_path, scratch, scratch_file } from '../support/pictures.mjs';
import { SHOP } from '../support/shop.mjs';
import { choose_photo, settled_painting } from '../support/studio.mjs';

let browser;
before(async () => { browser = await launch(); });
after(() => browser?.close());

async function in_studio() {
  const visitor = await new_visitor(browser, PHONE, { serviceWorkers: 'block' });
  await visitor.page.goto(`${SHOP}/studio`);
  return visitor;
}

async function refusal(page, file) {
  await page.setInputFiles('#photo-file', file);
  await page.waitForSelector('#photo-notice.is-problem');
  return page.innerText('#photo-notice');
}

test('each kind of wrong file has its own words', async () => {
  const { page, context, sent } = await in_studio();
  const cut = (bytes, share) => bytes.subarray(0, Math.floor(bytes.length * share));
  const webp = readFileSync(await converted_to('webp', photo_path('dog.jpg')));
  const FILES = [
    ['icon.png', readFileSync(await converted_to('png', photo_path('dog.jpg'), '-resize', '10x10!')), /only 10 × 10 pixels/],
    ['icon.webp', readFileSync(await converted_to('webp', photo_path('dog.jpg'), '-resize', '10x10!')), /only 10 × 10 pixels/],
    ['text.jpg', Buffer.from('I am a text, whatever my name says.'), /not a photo, whatever its name says/],
    ['empty.jpg', Buffer.alloc(0), /file is empty/],
    ['cut.jpg', cut(photo_bytes('dog.jpg'), 0.6), /damaged or was cut short/],
    ['cut.png', cut(readFileSync(await converted_to('png', photo_path('dog.jpg'))), 0.6), /damaged or was cut short/],
    ['cut.webp', cut(webp, 0.6), /damaged or was cut short/],
    ['broken.heic', Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic'.padEnd(400, 'x'), 'latin1'), /cannot be read/],
    ['film.mp4', Buffer.from('\0\0\0\x18ftypisom\0\0\x02\0isommp42'.padEnd(400), 'latin1'), /is a film/],
    ['letter.pdf', Buffer.from('%PDF-1.7'.padEnd(200)), /PDF document/],
    ['raw.dng', Buffer.from('II*\0'.padEnd(200), 'latin1'), /raw photo/],
  ];
  for (const [name, bytes, wanted] of FILES) assert.match(await refusal(page, scratch_file(name, bytes)), wanted, name);
  assert.deepEqual(sent, []);
  await screenshot(page, 'studio-refused-phone');
  await context.close();
});

// As the desktop drops it.
async function drop(context, page, files) {
  const session = await context.newCDPSession(page);
  const data = { items: [], files, dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop']) await session.send('Input.dispatchDragEvent', { type, x: 150, y: 300, data });
}

test('a dropped folder is no photo, and the page stays', async () => {
  const { page, context } = await in_studio();
  const folder = `${scratch}/holiday.jpg`;
  mkdirSync(folder, { recursive: true });
  await drop(context, page, [folder]);
  await page.waitForSelector('#photo-notice.is-problem');
  assert.match(await page.innerText('#photo-notice'), /This is a folder/);
  await drop(context, page, [folder, photo_path('cat.jpg')]);
  await settled_painting(page);
  assert.match(await page.innerText('#photo-notice'), /Of the 2 files/);
  await context.close();
});

test('a photo that is chosen before the studio\'s script has come is opened when it has', async () => {
  const { page, context } = await new_visitor(browser, PHONE, { serviceWorkers: 'block' });
  let come;
  const held = new Promise((resolve) => { come = resolve; });
  await page.route(/\/assets\/studio-/, async (route) => {
    await held;
    await route.continue();
  });
  await page.goto(`${SHOP}/studio`);
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.click('label.dropzone')]);
  await chooser.setFiles(photo_path('cat.jpg'));
  come();
  await settled_painting(page);
  await context.close();
});

test('a studio whose script does not come says so', async () => {
  const { page, context } = await new_visitor(browser, PHONE, { serviceWorkers: 'block' });
  await page.route(/\/assets\/studio-/, (route) => route.abort());
  await page.goto(`${SHOP}/studio`);
  await page.waitForSelector('#page-incomplete', { state: 'visible' });
  assert.match(await page.innerText('#page-incomplete'), /load the page again/);
  await context.close();
});

// Answers with the first part of a file, as often as `times`.
async function cut_short(page, pattern, times) {
  const asked = { count: 0 };
  await page.route(pattern, async (route) => {
    if (++asked.count > times) return route.continue();
    const response = await route.fetch();
    const body = await response.body();
    await route.fulfill({ response, body: body.subarray(0, Math.floor(body.length / 2)) });
  });
  return asked;
}

for (const [what, pattern] of [['module', /picasso_studio-.*\.wasm/], ['script', /picasso_studio-.*\.js/], ['painting', /\.scene$/]]) {
  test(`a studio whose ${what} came cut short is asked for once more`, async () => {
    const visitor = await new_visitor(browser, PHONE, { serviceWorkers: 'block' });
    const asked = await cut_short(visitor.page, pattern, 1);
    await visitor.page.goto(`${SHOP}/studio`);
    await choose_photo(visitor.page, photo_path('cat.jpg'));
    assert.ok(asked.count >= 2);
    await visitor.context.close();
  });
}

test('a studio that never arrives whole says so, and the next photo tries again', async () => {
  const visitor = await new_visitor(browser, PHONE, { serviceWorkers: 'block' });
  const { page, context } = visitor;
  const asked = await cut_short(page, /picasso_studio-.*\.wasm/, 4);
  await page.goto(`${SHOP}/studio`);
  await page.waitForSelector('#cannot-start', { state: 'visible' });
  assert.match(await page.innerText('#cannot-start'), /The studio cannot start here/);
  await screenshot(page, 'studio-cannot-start-phone');
  assert.equal(asked.count, 2);
  await page.setInputFiles('#photo-file', photo_path('cat.jpg'));
  const refusal = page.getByRole('button', { name: 'Not now' });
  await refusal.waitFor();
  assert.ok(await page.isVisible('#cannot-start'));
  await refusal.click(); // the shop need not paint it; a touch has the page ask for its module again
  await page.setInputFiles('#photo-file', photo_path('cat.jpg'));
  await settled_painting(page);
  assert.equal(await page.isVisible('#cannot-start'), false);
  await context.close();
});

test('a painter that never arrives whole is replaced by the page', async () => {
  const visitor = await new_visitor(browser, PHONE, { serviceWorkers: 'block' });
  await cut_short(visitor.page, /picasso_compositor.*\.wasm/, 99);
  await visitor.page.goto(`${SHOP}/studio`);
  await choose_photo(visitor.page, photo_path('cat.jpg'));
  await visitor.context.close();
});

// As a device does that loses a part of what it keeps.
const damage = (page, pattern) => page.evaluate(async (source) => {
  const [name] = await caches.keys();
  const cache = await caches.open(name);
  const request = (await cache.keys()).find(({ url }) => new RegExp(source).test(url));
  const whole = await (await cache.match(request)).arrayBuffer();
  await cache.put(request, new Response(whole.slice(0, whole.byteLength / 2)));
  return { url: request.url, size: whole.byteLength };
}, pattern);
const kept_size = (page, url) => page.evaluate(async (address) => (await (await caches.match(address)).arrayBuffer()).byteLength, url);

for (const [what, pattern] of [['module', 'picasso_studio-.*wasm$'], ['painting', 'scene$']]) {
  test(`a studio whose ${what} was damaged where it is kept for offline use gets a new one, which is kept`, async () => {
    const { page, context } = await new_visitor(browser, PHONE);
    await page.goto(`${SHOP}/studio`);
    await page.evaluate(() => navigator.serviceWorker.ready);
    const { url, size } = await damage(page, pattern);
    await page.reload();
    await choose_photo(page, photo_path('cat.jpg'));
    assert.equal(await kept_size(page, url), size);
    assert.equal(await page.isVisible('#cannot-start'), false);
    await context.close();
  });
}

test('a HEIC photo whose decoder does not arrive is refused in words', async () => {
  const visitor = await new_visitor(browser, PHONE, { serviceWorkers: 'block' });
  const { page, context } = visitor;
  await context.route(/libheif-.*\.wasm/, (route) => route.abort());
  await page.goto(`${SHOP}/studio`);
  assert.match(await refusal(page, await heic([photo_path('cat.jpg')])), /Check your connection/);
  await context.close();
});
