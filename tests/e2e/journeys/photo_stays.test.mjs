// Not one byte of the photo leaves the device before it is added to the cart or a link to it is asked for and confirmed. All that the browser sends is recorded on
// the wire, by a proxy, so nothing in the page can go past the record.
import assert from 'node:assert/strict';
import { after, before, test } from '../support/spec.mjs';
import { launch, new_visitor } from '../support/browser.mjs';
import { photo_bytes, scratch_file, with_comment } from '../support/pictures.mjs';
import { start_recording_proxy } from '../support/recording_proxy.mjs';
import { SHOP } from '../support/shop.mjs';
import { steps_of } from '../support/steps.mjs';
import { add_to_cart, choose_photo, drag_oval, oval_center, settled_painting } from '../support/studio.mjs';
import { sleep } from '../support/wait.mjs';

const HOST = new URL(SHOP).host;
const SECRET = 'made at 52.5200 N, 13.4050 E';
// What a visitor without a photo asks for: pages and their files, and what there is to buy.
const EXPECTED = /^\/($|(de\/)?(studio|cart|offline)$|assets\/[\w.-]+$|api\/products$|favicon\.\w+$|[\w.-]+\.(js|webmanifest|png|svg)$)/;

let proxy;
let browser;
before(async () => {
  proxy = await start_recording_proxy();
  browser = await launch();
});
after(async () => {
  await browser?.close();
  proxy?.stop();
});

function assert_nothing_sent() {
  for (const { method, url, headers, body } of proxy.records) {
    const { host, pathname, search } = new URL(url, `http://${headers.host}`);
    const what = `${method} ${url}`;
    assert.equal(host, HOST, what);
    assert.equal(method, 'GET', what);
    assert.equal(body.length, 0, what);
    assert.match(pathname, EXPECTED, what);
    assert.equal(search, '', what);
    assert.equal(headers.cookie, undefined, what);
    assert.ok(JSON.stringify(headers).length < 1500, `${what} ${JSON.stringify(headers)}`);
  }
}

test('the photo stays on the device until it is added to the cart', async (t) => {
  const step = steps_of(t);
  const { page } = await new_visitor(browser, undefined, { proxy: proxy.settings, with_finder: true });
  const photo = scratch_file('home.jpg', with_comment(photo_bytes('dog.jpg'), SECRET));

  await step('a photo is chosen, cropped, painted, corrected and shown on products', async () => {
    await page.goto(`${SHOP}/studio`);
    await choose_photo(page, photo);
    let seen = await settled_painting(page);
    const [width, height] = await page.evaluate(() => document.querySelector('#crop').style.aspectRatio.split('/').map(Number));
    await drag_oval(page, { width, height }, -30, 20);
    seen = await settled_painting(page, seen);
    await page.click('#touches summary');
    await page.locator('label.choice:has(input[name="tool"][value="erase"])').click();
    await page.locator('#crop').scrollIntoViewIfNeeded();
    const { x, y } = await oval_center(page, { width, height });
    await page.mouse.click(x - 8, y + 8); // on the face, which the oval is found around
    await settled_painting(page, seen);
    await page.click('#before-toggle');
    for (const product of ['hoodie', 'hat', 'tee']) {
      await page.locator(`label.choice:has(input[name="product"][value="${product}"])`).click();
    }
    await sleep(1500); // whatever waits for a quiet moment
    assert.ok(proxy.records.length > 5, 'the record is one');
    assert_nothing_sent();
  });

  await step('nor when the page is left, looked at elsewhere and entered again', async () => {
    await page.goto(SHOP);
    await page.goBack();
    await page.reload();
    await sleep(1500);
    assert_nothing_sent();
  });

  const sent = () => proxy.records.filter(({ method, body }) => method !== 'GET' || body.length > 0);

  await step('nor by asking what a link would mean, until the answer is yes', async () => {
    await page.click('#share');
    await page.waitForSelector('dialog');
    await sleep(1000);
    assert_nothing_sent();
    await page.getByRole('button', { name: 'Not now' }).click();
    await sleep(1000);
    assert_nothing_sent();
    proxy.records.length = 0;
    await page.click('#share');
    await page.getByRole('button', { name: 'Send the photo and make a link' }).click();
    await page.waitForSelector('#share-links input');
    assert.deepEqual(sent().map(({ method, url }) => `${method} ${url}`), [`POST ${SHOP}/api/shares`]);
    const [{ body }] = sent();
    assert.ok(body.includes(Buffer.from([0xff, 0xd8, 0xff])), 'a photo');
    assert.equal(body.includes(SECRET), false);
    assert.equal(body.includes('home.jpg'), false);
  });

  await step('added to the cart it goes to one address, and without what the camera wrote into it', async () => {
    proxy.records.length = 0;
    await page.goto(`${SHOP}/studio`);
    await settled_painting(page); // kept on the device, opened again
    assert_nothing_sent();
    await add_to_cart(page, {});
    const [upload, ...more] = sent();
    assert.deepEqual([`${upload.method} ${upload.url}`, more], [`POST ${SHOP}/api/upload`, []]);
    assert.ok(upload.body.includes(Buffer.from([0xff, 0xd8, 0xff])), 'a photo');
    assert.equal(upload.body.includes(SECRET), false);
    assert.equal(upload.body.includes('home.jpg'), false);
  });
});
