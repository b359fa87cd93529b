// The studio with a finger, with files that are no photos, and with a shop that is away.
import assert from 'node:assert/strict';
import { after, before, test } from '../support/spec.mjs';
import { launch, new_visitor, PHONE } from '../support/browser.mjs';
import { EICAR, photo_bytes, photo_path, scratch_file, with_table } from '../support/pictures.mjs';
import { SHOP } from '../support/shop.mjs';
import { add_to_cart, choose_photo, settled_painting, values } from '../support/studio.mjs';
import { until } from '../support/wait.mjs';

let browser;
before(async () => { browser = await launch(); });
after(() => browser?.close());

async function in_studio(viewport, options) {
  const visitor = await new_visitor(browser, viewport, options);
  await visitor.page.goto(`${SHOP}/studio`);
  return visitor;
}

test('a finger drags, two fingers resize', async () => {
  const { page, context } = await in_studio(PHONE, { hasTouch: true, isMobile: true });
  await choose_photo(page, photo_path('cat.jpg'));
  const first = await settled_painting(page);
  const [x, , size] = await values(page);
  await page.locator('#crop').scrollIntoViewIfNeeded();
  const box = await page.locator('#crop').boundingBox();
  const [cx, cy] = [box.x + box.width / 2, box.y + box.height * 0.44];
  const cdp = await context.newCDPSession(page);
  const touch = (type, ...points) =>
    cdp.send('Input.dispatchTouchEvent', { type, touchPoints: points.map(([px, py], id) => ({ x: px, y: py, id })) });
  await touch('touchStart', [cx, cy]);
  for (let step = 1; step <= 6; step++) await touch('touchMove', [cx - 6 * step, cy]);
  await touch('touchEnd');
  await settled_painting(page, first);
  assert.ok((await values(page))[0] < x - 3, 'the oval followed the finger');
  await touch('touchStart', [cx - 30, cy]);
  await touch('touchStart', [cx - 30, cy], [cx + 30, cy]);
  for (let step = 1; step <= 6; step++) await touch('touchMove', [cx - 30 - 6 * step, cy], [cx + 30 + 6 * step, cy]);
  await touch('touchEnd');
  await until('the oval to grow', async () => (await values(page))[2] > size * 1.3, 10_000);
  await context.close();
});

test('files that are no photos are refused at once, and the open photo stays open', async () => {
  const { page, context, sent } = await in_studio();
  await choose_photo(page, photo_path('cat.jpg'));
  const shown = await settled_painting(page);
  const REFUSED = {
    'page.jpg': Buffer.from('<!doctype html><p>not a photo</p>'.padEnd(200)),
    'empty.jpg': Buffer.alloc(0),
    'film.jpg': Buffer.from('\0\0\0\x18ftypheic'.padEnd(200), 'latin1'),
    'cut.jpg': photo_bytes('dog.jpg').subarray(0, 9000),
  };
  for (const [name, bytes] of Object.entries(REFUSED)) {
    await page.setInputFiles('#photo-file', scratch_file(name, bytes));
    await page.waitForSelector('#photo-notice.is-problem');
    const words = await page.innerText('#photo-notice');
    assert.ok(words.length > 20, `${name}: ${words}`);
    assert.doesNotMatch(words, /undefined|Error|null|\bcode\b/, name);
    await page.setInputFiles('#photo-file', photo_path('cat.jpg'));
    await page.waitForSelector('#photo-notice:not(.is-problem)');
  }
  assert.equal(await settled_painting(page), shown);
  assert.deepEqual(sent, []);
  await context.close();
});

// In the picture's own code: what stands beside the picture does not leave the browser.
test('what the virus scanner found is told, and nothing goes into the cart', async () => {
  const { page, context } = await in_studio();
  await choose_photo(page, scratch_file('infected.jpg', with_table(photo_bytes('cat.jpg'), EICAR)));
  await assert.rejects(add_to_cart(page, {}), /virus scanner/);
  assert.equal(await page.isVisible('#added'), false);
  assert.equal(await page.isVisible('#cart-count'), false);
  await context.close();
});

test('when the shop is out of reach nothing is lost, and the picture goes into the cart as soon as it is back', async () => {
  const { page, context } = await in_studio();
  await choose_photo(page, photo_path('cat.jpg'));
  await context.setOffline(true);
  await assert.rejects(add_to_cart(page, {}), /could not reach the shop/);
  await context.setOffline(false);
  await page.waitForSelector('#added', { state: 'visible', timeout: 60_000 });
  assert.equal(await page.innerText('#cart-count'), '1');
  await context.close();
});
