// The shop window: both languages, what search engines read, nothing that sticks out of a phone.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from '../support/spec.mjs';
import { assert_fits, launch, new_visitor, PHONE, screenshots } from '../support/browser.mjs';
import { make_design, new_cart } from '../support/api.mjs';
import { KEPT_CART, kept_cart, linked_pages, paid_order } from '../support/pages.mjs';
import { SHOP } from '../support/shop.mjs';

let browser;
before(async () => { browser = await launch(); });
after(() => browser?.close());

test('links lead to every page of both languages, and each fits a phone without a complaint', async () => {
  const pages = await linked_pages();
  for (const path of ['/products/tee', '/imprint', '/returns', '/de/', '/de/products/hat', '/de/studio', '/de/cart', '/de/privacy']) {
    assert.ok(pages.includes(path), `${path} is linked`);
  }
  const { page, complaints, foreign, context } = await new_visitor(browser, PHONE);
  await page.goto(`${SHOP}/privacy`);
  await page.evaluate(([key, cart]) => localStorage.setItem(key, cart), [KEPT_CART, kept_cart(new_cart(randomUUID()))]); // the count beside "Cart" needs room, too
  for (const path of pages) {
    await page.goto(SHOP + path);
    await assert_fits(page, path);
    assert.equal(await page.getAttribute('html', 'lang'), path.startsWith('/de/') ? 'de' : 'en', path);
    assert.equal(await page.locator('h1').count(), 1, path);
  }
  assert.deepEqual(complaints, []);
  assert.deepEqual(foreign, []);
  await context.close();
});

test('the footer changes the language and stays on the page', async () => {
  const { page, context } = await new_visitor(browser);
  await page.goto(`${SHOP}/products/hoodie`);
  await screenshots(page, 'product');
  await page.click('.site-footer a[hreflang="de"]');
  await page.waitForURL(`${SHOP}/de/products/hoodie`);
  assert.match(await page.innerText('.product-price'), /ab 49,00\s\$/);
  assert.equal(await page.getAttribute('#make-it', 'href'), '/de/studio?product=hoodie');
  await page.click('#make-it');
  await page.waitForSelector('#price:not(:empty)', { state: 'attached' });
  assert.match(await page.textContent('#price'), /49,00\s\$/, 'scripts speak German, too');
  assert.equal(await page.textContent('#add-to-cart'), 'In den Warenkorb');
  await context.close();
});

test('only the language of the page is downloaded', async () => {
  const { page, context } = await new_visitor(browser);
  const asked = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await page.goto(`${SHOP}/de/cart`, { waitUntil: 'networkidle' });
  assert.equal(asked.filter((path) => /\/assets\/de-/.test(path)).length, 1);
  assert.equal(asked.filter((path) => /\/assets\/en-/.test(path)).length, 0);
  await context.close();
});

test('search engines get valid structured data, and addresses that exist', async () => {
  const sitemap = await (await fetch(`${SHOP}/sitemap.xml`)).text();
  const addresses = [...sitemap.matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, address]) => address);
  assert.ok(addresses.length >= 22);
  for (const address of addresses) {
    const answer = await fetch(address);
    assert.equal(answer.status, 200, address);
    const html = await answer.text();
    assert.ok(html.includes(`<link rel="canonical" href="${address}">`), address);
    for (const [, , href] of html.matchAll(/<link rel="alternate" hreflang="(\w\w)" href="([^"]+)"/g)) assert.ok(addresses.includes(href), href);
  }
  const product = await (await fetch(`${SHOP}/products/tee`)).text();
  const data = JSON.parse(product.match(/<script type="application\/ld\+json">(.*?)<\/script>/s)[1]);
  const [described] = data['@graph'];
  assert.equal(described['@type'], 'Product');
  assert.equal(described.offers.price, '29.00');
  for (const image of described.image) assert.equal((await fetch(image)).status, 200, image);
  const card = product.match(/<meta property="og:image" content="([^"]+)"/)[1];
  assert.equal((await fetch(card)).headers.get('content-type'), 'image/jpeg');
});

test('sign and manifest are there in every size they name', async () => {
  for (const language of ['en', 'de']) {
    const answer = await fetch(`${SHOP}/site.${language}.webmanifest`);
    assert.equal(answer.headers.get('content-type'), 'application/manifest+json');
    const manifest = await answer.json();
    assert.equal(manifest.lang, language);
    assert.equal((await fetch(SHOP + manifest.start_url)).status, 200);
    for (const { src } of manifest.icons) assert.equal((await fetch(SHOP + src)).status, 200, src);
  }
  for (const file of ['/favicon.ico', '/favicon.svg', '/apple-touch-icon.png', '/robots.txt']) assert.equal((await fetch(SHOP + file)).status, 200, file);
});

test('on paper stands what can be read, without what can only be clicked', async () => {
  const { order } = await paid_order(await make_design());
  const { page, context } = await new_visitor(browser, undefined, { colorScheme: 'light' });
  for (const [address, kept] of [[order, '.timeline'], [`${SHOP}/products/tee`, 'h1'], [`${SHOP}/terms`, 'h1']]) {
    await page.goto(address);
    assert.equal(await page.isVisible('.site-nav'), true);
    await page.emulateMedia({ media: 'print' });
    for (const clickable of ['.site-nav', '.site-footer nav', 'main .button']) {
      assert.equal(await page.locator(clickable).filter({ visible: true }).count(), 0, `${clickable} of ${address}`);
    }
    assert.equal(await page.isVisible(`main ${kept}`), true, address);
    assert.deepEqual(await page.evaluate(() => [getComputedStyle(document.body).backgroundColor, getComputedStyle(document.body).color]), ['rgb(255, 255, 255)', 'rgb(0, 0, 0)']);
    await page.emulateMedia({ media: 'screen' });
  }
  await context.close();
});

test('without configured statistics there is neither a question nor a foreign request', async () => {
  const { page, foreign, context } = await new_visitor(browser);
  await page.goto(SHOP, { waitUntil: 'networkidle' });
  assert.equal(await page.locator('#consent, #consent-open').count(), 0);
  assert.deepEqual(foreign, []);
  await context.close();
});
