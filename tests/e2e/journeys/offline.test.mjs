// After the first visit the studio works without a network, up to the cart.
import assert from 'node:assert/strict';
import { createServer, request as forward } from 'node:http';
import { after, before, test } from '../support/spec.mjs';
import { assert_fits, launch, new_visitor, screenshots } from '../support/browser.mjs';
import { converted_to } from '../support/photos.mjs';
import { native_preview_sha256, photo_path } from '../support/pictures.mjs';
import { quoted, rows, SHOP } from '../support/shop.mjs';
import { add_to_cart, choose_photo, settled_painting } from '../support/studio.mjs';
import { until } from '../support/wait.mjs';

let browser;
before(async () => { browser = await launch(); });
after(() => browser?.close());

// The first visit, until everything is kept for the next.
async function visited() {
  const visitor = await new_visitor(browser);
  await visitor.page.goto(`${SHOP}/studio`);
  await visitor.page.evaluate(() => navigator.serviceWorker.ready);
  return visitor;
}

const fetch_there = (page, path) => page.evaluate((address) => fetch(address).then((answer) => answer.status), path);

const kept_addresses = (page) =>
  page.evaluate(async () => {
    const caches_ = await Promise.all((await caches.keys()).map((name) => caches.open(name)));
    return (await Promise.all(caches_.map((cache) => cache.keys()))).flat().map((request) => new URL(request.url).pathname);
  });

test('without a network the studio opens, paints, and fills the cart once the network is back', async () => {
  const { page, context } = await visited();
  await context.setOffline(true);
  await page.reload();
  assert.equal(await page.evaluate(() => crossOriginIsolated), true, 'what was kept has its headers');
  await choose_photo(page, photo_path('dog.jpg'));
  const untouched = await settled_painting(page);
  await page.click('[data-command="turn_right"]');
  const painted = await settled_painting(page, untouched);
  await screenshots(page, 'offline-studio');
  await assert.rejects(fetch_there(page, '/healthz'), /Failed to fetch/, 'there really is no network');

  await assert.rejects(add_to_cart(page, { product: 'tee' }), /as soon as the connection is back/);
  await page.click('.site-nav a[href="/cart"]');
  await page.waitForURL(`${SHOP}/cart`);
  assert.match(await page.innerText('main'), /Nothing in here yet/);
  await page.goBack();
  await page.waitForSelector('#studio-work', { state: 'visible' });
  assert.equal(await settled_painting(page), painted, 'and nothing is lost on the way');
  await assert.rejects(add_to_cart(page, {}), /as soon as the connection is back/);

  await context.setOffline(false);
  await page.waitForSelector('#added', { state: 'visible', timeout: 60_000 });
  assert.equal(await page.innerText('#cart-count'), '1');
  const [design] = await rows(`select recipe, status from pet_images where preview_sha256 = ${quoted(painted)}`);
  assert.equal(design.status, 'complete');
  assert.equal(await native_preview_sha256('dog.jpg', JSON.parse(design.recipe)), painted);

  await context.setOffline(true);
  await page.click('#added a');
  await page.waitForURL(`${SHOP}/cart`);
  await page.waitForSelector('#cart-status.is-problem');
  assert.match(await page.innerText('#cart-status'), /could not reach the shop/);
  assert.equal(await page.locator('.cart-remove').count(), 1, 'what was put in is there');
  assert.equal(await page.isEnabled('#checkout'), false, 'only the shop can say what it costs');
  await screenshots(page, 'offline-cart');
  await context.setOffline(false);
  await page.waitForSelector('#checkout:enabled');
  assert.match(await page.innerText('#cart-full'), /\$29\.00/);
  await context.close();
});

test('a picture that was changed while waiting is not put into the cart unasked', async () => {
  const { page, context, sent } = await visited();
  await choose_photo(page, photo_path('cat.jpg'));
  const untouched = await settled_painting(page);
  await context.setOffline(true);
  await assert.rejects(add_to_cart(page, {}), /as soon as the connection is back/);
  await page.click('[data-command="turn_right"]');
  await settled_painting(page, untouched);
  sent.length = 0;
  await context.setOffline(false);
  await until('words', async () => /connection is back/.test(await page.innerText('#order-status')));
  await page.waitForTimeout(500);
  assert.deepEqual(sent, []);
  await context.close();
});

test('another photo chosen while one waits for the network stays on the device, though its recipe is the same', async () => {
  const { page, context, sent } = await visited();
  await choose_photo(page, photo_path('dog.jpg'));
  await context.setOffline(true);
  await assert.rejects(add_to_cart(page, {}), /as soon as the connection is back/);
  await page.setInputFiles('#photo-file', await converted_to('jpg', photo_path('dog.jpg'), '-modulate', '90'));
  await until('the other photo', async () => await page.innerText('#order-status') === '');
  sent.length = 0;
  await context.setOffline(false);
  await page.waitForTimeout(1500);
  assert.deepEqual(sent, []);
  assert.equal(await page.isVisible('#added'), false);
  await context.close();
});

for (const [language, path, heading, back] of [['English', '/orders/PP-1', /no connection/, '/studio'], ['German', '/de/products/tee', /keine Verbindung/, '/de/cart']]) {
  test(`a page that was never visited says in ${language} that the network is missing, and what works without`, async () => {
    const { page, context } = await visited();
    await page.reload(); // the first visit was without the worker's help
    await context.setOffline(true);
    await page.goto(SHOP + path);
    assert.match(await page.innerText('h1'), heading);
    assert.equal(new URL(page.url()).pathname, path, 'the address stays, to be tried again');
    await assert_fits(page, path);
    await screenshots(page, `offline-page-${language}`);
    await page.click(`main a[href="${back}"]`);
    await page.waitForURL(SHOP + back);
    await page.goBack();
    await context.setOffline(false);
    await page.click('main a[href=""]');
    await page.waitForFunction((offline) => !new RegExp(offline).test(document.querySelector('h1').textContent), heading.source);
    assert.equal(new URL(page.url()).pathname, path);
    await context.close();
  });
}

test('kept are pages, files of this version and the catalog; never what is about a person', async () => {
  const { page, context } = await visited();
  await choose_photo(page, photo_path('cat.jpg'));
  await settled_painting(page);
  await add_to_cart(page, {});
  await page.goto(`${SHOP}/thank-you`);
  const kept = await kept_addresses(page);
  assert.ok(['/studio', '/cart', '/api/products'].every((address) => kept.includes(address)), String(kept));
  assert.deepEqual(kept.filter((address) => !/^\/(assets\/.*|(de\/)?(studio|cart|offline)|api\/products)$/.test(address)), []);
  assert.equal((await page.evaluate(() => caches.keys())).length, 1);
  await context.close();
});

// The shop behind another address, with a service worker that can be replaced, and a network that can hang or cut files
// short.
async function shop_with_worker() {
  const worker = { script: await (await fetch(`${SHOP}/service_worker.js`)).text(), hangs: false, cut: undefined, cuts: 0 };
  const server = createServer((request, response) => {
    if (worker.hangs) return;
    if (request.url === '/service_worker.js') {
      response.writeHead(200, { 'content-type': 'text/javascript', 'cross-origin-embedder-policy': 'require-corp' }).end(worker.script);
      return;
    }
    request.pipe(forward(SHOP + request.url, { method: request.method, headers: request.headers }, (answer) => {
      if (worker.cut?.test(request.url)) {
        worker.cuts++;
        const { 'content-length': _, ...headers } = answer.headers;
        answer.once('data', (part) => response.writeHead(answer.statusCode, headers).end(part.subarray(0, 100)));
        return;
      }
      response.writeHead(answer.statusCode, answer.headers);
      answer.pipe(response);
    }));
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { worker, url: `http://127.0.0.1:${server.address().port}`, close: () => server.close(server.closeAllConnections()) };
}

test('a network that says nothing does not keep the studio from opening', async () => {
  const { worker, url, close } = await shop_with_worker();
  const { page, context } = await new_visitor(browser);
  await page.goto(`${url}/studio`);
  await page.evaluate(() => navigator.serviceWorker.ready);
  worker.hangs = true;
  await page.goto(`${url}/cart`);
  await page.goto(`${url}/studio`);
  await choose_photo(page, photo_path('cat.jpg'));
  await page.waitForSelector('input[name="product"][value="hat"]', { state: 'attached' });
  await context.close();
  close();
});

test('what is kept for offline use is whole, or nothing is kept', async () => {
  const { worker, url, close } = await shop_with_worker();
  const { page, context } = await new_visitor(browser);
  worker.cut = /\/cart-[^/]*\.js$/;
  await page.goto(`${url}/studio`);
  const registered = () => page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    return registration && (registration.active ?? registration.waiting ?? registration.installing)?.state;
  });
  await until('the worker to be refused', async () => worker.cuts >= 2 && !await registered());
  worker.cut = undefined;
  await page.reload();
  await page.evaluate(() => navigator.serviceWorker.ready);
  await context.close();
  close();
});

test('a new version replaces the old one when no page of the old one is open any more', async () => {
  const { worker, url, close } = await shop_with_worker();
  const { page, context } = await new_visitor(browser);
  await page.goto(`${url}/studio`);
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.reload(); // the first visit was without its help
  const state = () => page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    return { waiting: Boolean(registration?.waiting), caches: (await caches.keys()).sort() };
  });
  const [first] = (await state()).caches;
  worker.script = worker.script.replace(/VERSION="[0-9a-f]+"/, 'VERSION="next"');
  await page.evaluate(async () => (await navigator.serviceWorker.getRegistration()).update());
  await until('the new version to wait', async () => (await state()).waiting);
  assert.deepEqual((await state()).caches, [first, 'picasso-pet-next'].sort(), 'the open page still has its own files');
  await page.goto('about:blank');
  await page.waitForTimeout(1000);
  await page.goto(`${url}/studio`);
  await until('the old one to go', async () => (await state()).caches.join() === 'picasso-pet-next');
  await context.close();
  close();
});
