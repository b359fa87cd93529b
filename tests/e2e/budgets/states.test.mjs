// Every page in every state a visitor may meet it in. To add one: bring a page there and call seen(page, 'its name').
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { after, before, test } from '../support/spec.mjs';
import { make_design, new_cart, session_of } from '../support/api.mjs';
import { launch, new_visitor, painting_hash } from '../support/browser.mjs';
import { start_counting_shop } from '../support/counting_shop.mjs';
import { owner } from '../support/owner.mjs';
import { linked_pages, paid_order } from '../support/pages.mjs';
import { photo_path, scratch_file } from '../support/pictures.mjs';
import { act_on_print_order, mail_to, print_order_in, settle_bank_debit } from '../support/sandbox.mjs';
import { watch_states } from '../support/seen.mjs';
import { quoted, ROOT, rows, SHOP } from '../support/shop.mjs';
import { choose_photo, fill_payment, go_to_payment, oval_center, put_cart, settled_painting } from '../support/studio.mjs';
import { until } from '../support/wait.mjs';

const LEAST_STATES = 40;
const LONGEST_MS = 8 * 60_000; // some thirty pages, four looks each
const recorded = [];
let browser;
let design;
before(async () => {
  browser = await launch();
  design = await make_design();
});
after(() => browser?.close());

async function visit(path, prepare = async () => {}) {
  const { page, context } = await new_visitor(browser);
  await prepare(page);
  await page.goto(path.startsWith('http') ? path : SHOP + path);
  return { page, close: () => context.close() };
}

test('pages that links lead to', { timeout: LONGEST_MS }, async (t) => {
  const seen = watch_states(t, recorded);
  for (const path of await linked_pages()) {
    const { page, close } = await visit(path);
    await seen(page, path === '/' ? 'landing' : path.slice(1));
    await close();
  }
});

test('the studio with a photo', async (t) => {
  const seen = watch_states(t, recorded);
  const { page, close } = await visit('/studio');
  const open = (summary) => page.getByText(summary, { exact: true }).click();
  const pick = (tool) => page.locator(`label.choice:has(input[name="tool"][value="${tool}"])`).click();

  await page.setInputFiles('#photo-file', scratch_file('letter.jpg', Buffer.from('Dear shop, this is no photo.'.padEnd(300))));
  await page.waitForSelector('#photo-notice.is-problem');
  await seen(page, 'studio, a file that is no photo');

  await choose_photo(page, photo_path('dog.jpg'));
  await seen(page, 'studio, a photo painted');

  await open('Look of the paint');
  await seen(page, 'studio, sliders of the paint');
  await open('Look of the paint');

  await open('Cut-out and eyes');
  await pick('add');
  const { width, height } = await page.evaluate(() => {
    const [w, h] = document.querySelector('#crop').style.aspectRatio.split('/').map(Number);
    return { width: w, height: h };
  });
  await page.locator('#crop').scrollIntoViewIfNeeded();
  const center = await oval_center(page, { width, height });
  await page.mouse.click(center.x, center.y);
  await seen(page, 'studio, a stroke of the brush');
  await page.setViewportSize({ width: 1280, height: 900 });
  await pick('eye');
  await page.locator('#crop').focus();
  await page.keyboard.press('Enter');
  await page.waitForSelector('#eyes li');
  await seen(page, 'studio, an eye is fixed');
  await open('Cut-out and eyes');

  await open('Exact position');
  await seen(page, 'studio, exact position');
  await open('Exact position');
  await open('Place in the painting');
  await seen(page, 'studio, place in the painting');
  await open('Place in the painting');

  await settled_painting(page);
  await page.click('#before-toggle');
  await seen(page, 'studio, the photo over the painting');
  await page.click('#before-toggle');

  for (const product of ['hoodie', 'hat']) {
    await page.locator(`label.choice:has(input[name="product"][value="${product}"])`).click();
    await seen(page, `studio, on a ${product}`);
  }
  await close();
});

test('the studio while it works, and when it cannot', async (t) => {
  const seen = watch_states(t, recorded);
  const { page, close } = await visit('/studio');
  await choose_photo(page, photo_path('cat.jpg'));
  await settled_painting(page);
  // A painter that is slow: it sleeps while its next picture is asked for.
  page.workers()[0].evaluate(() => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 60_000)).catch(() => {}); // closed asleep
  await page.click('[data-command="bigger"]');
  await page.waitForSelector('#paint-stop', { state: 'visible' });
  await seen(page, 'studio, painting');
  await close();

  const offline = await visit('/studio');
  await choose_photo(offline.page, photo_path('cat.jpg'));
  await offline.page.context().setOffline(true);
  await offline.page.click('#add-to-cart');
  await offline.page.waitForSelector('#order-status.is-problem', { timeout: 60_000 });
  await seen(offline.page, 'studio, the shop is out of reach');
  await offline.page.context().setOffline(false);
  await offline.page.click('#add-to-cart');
  await offline.page.waitForSelector('#added', { state: 'visible', timeout: 60_000 });
  await seen(offline.page, 'studio, added to the cart');
  await offline.close();

  const no_products = await visit('/studio', (p) => p.route('**/api/products*', (route) => route.abort()));
  await choose_photo(no_products.page, photo_path('cat.jpg'));
  await no_products.page.waitForSelector('#catalog-retry', { state: 'visible' });
  await seen(no_products.page, 'studio, products cannot be loaded');
  await no_products.close();

});

test('the studio of browsers that cannot run its module', async (t) => {
  const seen = watch_states(t, recorded);
  const { page, close } = await visit('/studio', (p) => p.route('**/*.wasm', (route) => route.abort()));
  const answer_with = (name) => page.getByRole('button', { name, exact: true }).click();
  await page.setInputFiles('#photo-file', photo_path('cat.jpg'));
  await page.waitForSelector('dialog');
  await seen(page, 'studio, may the shop paint the preview');
  await answer_with('Not now');
  await page.waitForSelector('#photo-notice.is-problem');
  await seen(page, 'studio, the shop may not paint the preview');
  await page.setInputFiles('#photo-file', photo_path('cat.jpg'));
  await answer_with('Send the photo');
  await page.getByText('Fit the oval').waitFor({ timeout: 60_000 });
  await painting_hash(page);
  await seen(page, 'studio, painted by the shop');
  await close();
});

test('sharing a picture', async (t) => {
  const seen = watch_states(t, recorded);
  const { page, close } = await visit('/studio');
  await choose_photo(page, photo_path('dog.jpg'));
  await page.click('#share');
  await page.waitForSelector('dialog');
  await seen(page, 'studio, may the photo leave for a link');
  await page.getByRole('button', { name: 'Send the photo and make a link' }).click();
  await page.waitForSelector('#share-links input');
  await seen(page, 'studio, a link to share');
  await close();
});

test('in German', async (t) => {
  const seen = watch_states(t, recorded);
  const { page, close } = await visit('/de/studio');
  await choose_photo(page, photo_path('cat.jpg'));
  await seen(page, 'German, studio with a photo');
  await put_cart(page, new_cart(design), '/de');
  await page.waitForSelector('#checkout:enabled');
  await seen(page, 'German, a full cart');
  await close();
});

test('the cart', async (t) => {
  const seen = watch_states(t, recorded);
  const cart = new_cart(design);
  cart.items.push({ design_id: design, variant_sku: 'hoodie-black-xl', quantity: 2 });
  const { page, close } = await visit('/cart');
  await put_cart(page, cart);
  await seen(page, 'cart, two things');
  await page.selectOption('#ship-to', 'DE');
  await page.fill('#promotion-code', 'NOBODY-KNOWS-IT');
  await page.press('#promotion-code', 'Enter');
  await page.waitForFunction(() => document.querySelector('#promotion-note').textContent.trim() !== '');
  await seen(page, 'cart, an unknown code and a country');
  await page.route('**/api/**', (route) => route.abort());
  await page.click('#checkout:enabled');
  await page.waitForSelector('#cart-status.is-problem');
  await seen(page, 'cart, the shop is out of reach');
  await page.reload();
  await page.waitForSelector('#cart-retry', { state: 'visible' });
  await seen(page, 'cart, prices cannot be loaded');
  await page.unrouteAll();
  await page.reload();
  await page.waitForSelector('#checkout:enabled');
  const code = `STATES-${Date.now()}`;
  assert.equal((await owner('promotion', 'add', code, '--percent', '25')).status, 0);
  await page.fill('#promotion-code', code);
  await page.press('#promotion-code', 'Enter');
  await page.waitForSelector('#cart-discount-row', { state: 'visible' });
  await seen(page, 'cart, a code that gives something');
  for (let line = 0; line < 2; line++) await page.locator('.cart-remove').first().click();
  await seen(page, 'cart, emptied by hand');

  const { cart: paid_cart } = await paid_order(design);
  await put_cart(page, paid_cart);
  await page.click('#checkout:enabled');
  await page.waitForSelector('#cart-paid a');
  await seen(page, 'cart, already paid');
  await close();
});

test('after paying', async (t) => {
  const seen = watch_states(t, recorded);
  const { page, close } = await visit('/cart');
  await put_cart(page, new_cart(design));
  await go_to_payment(page);
  const session = session_of(page.url());
  await fill_payment(page, `states-${Date.now()}@example.com`);
  // It asks again by itself, ever more rarely: a minute from now, as if it had waited long.
  await page.addInitScript(() => sessionStorage.setItem('thank-you-reload-ms', '60000'));
  await page.click('#pay-later');
  await page.waitForURL(`${SHOP}/thank-you**`);
  await seen(page, 'thank-you, the payment is awaited');
  await settle_bank_debit(session, true);
  await page.reload();
  await page.waitForSelector('main[data-state="paid"]', { timeout: 45_000 });
  await seen(page, 'thank-you, paid');
  await page.click('main a[href*="/orders/"]');
  await page.waitForURL(`${SHOP}/orders/**`);
  await seen(page, 'order, in production');
  await close();
});

test('an order in two parcels, one of which arrived', async (t) => {
  const seen = watch_states(t, recorded);
  const cart = new_cart(design);
  cart.items.push({ design_id: design, variant_sku: 'tee-black-l', quantity: 2 });
  const { order_number, order } = await paid_order(design, cart);
  const [{ id }] = await rows(`select id from orders where number = ${quoted(order_number)}`);
  const print = await print_order_in(id, ['inprocess']);
  const parcels_are = (count) => until(`${count} parcels`, async () => (await (await fetch(order)).text()).split('class="parcel"').length === count + 1, 40_000);
  await act_on_print_order(print.id, 'part');
  await parcels_are(1);
  await act_on_print_order(print.id, 'deliver');
  await until('its arrival', async () => /delivered on/i.test(await (await fetch(order)).text()), 40_000);
  await act_on_print_order(print.id, 'ship');
  await parcels_are(2);
  const { page, close } = await visit(order);
  await seen(page, 'order, in two parcels');
  await page.goto(order.replace('/orders/', '/de/orders/'));
  await seen(page, 'German, order in two parcels');
  await close();
});

test('somebody wants to be forgotten', async (t) => {
  const seen = watch_states(t, recorded);
  const { email } = await paid_order(design);
  const { page, close } = await visit('/privacy/delete');
  await page.locator('main form').evaluate((form) => { form.noValidate = true; }); // as browsers that check nothing
  await page.fill('#email', 'nobody');
  await page.press('#email', 'Enter');
  await page.waitForSelector('#email-note');
  await seen(page, 'deletion, no address');
  await page.fill('#email', email);
  await page.press('#email', 'Enter');
  await page.waitForSelector('main form', { state: 'detached' });
  await seen(page, 'deletion, look into the mailbox');
  const mail = await mail_to(email, /deleted/);
  await page.goto(mail.text.match(/https?:\/\/\S+confirm\S+/)[0]);
  await seen(page, 'deletion, really');
  await page.click('main form button');
  await page.waitForSelector('main form', { state: 'detached' });
  await seen(page, 'deletion, it is done');
  await close();
});

test('what cannot be shown', async (t) => {
  const seen = watch_states(t, recorded);
  for (const [name, path] of [['no such page', '/no-such-page'], ['an order without its key', '/orders/PP-NONE'], ['a request that the front refuses', `/${'x'.repeat(9000)}`]]) {
    const { page, close } = await visit(path);
    await seen(page, `error, ${name}`);
    await close();
  }
  for (const path of ['/', '/studio', '/cart']) {
    const { page, close } = await visit(path, (p) => p.route('**/assets/*.js', (route) => route.abort()));
    await seen(page, `scripts do not arrive, ${path === '/' ? 'landing' : path.slice(1)}`);
    await close();
  }
});

test('the question about statistics', async (t) => {
  const seen = watch_states(t, recorded);
  const counting = await start_counting_shop();
  try {
    for (const [name, path] of [['may we count', '/'], ['German, may we count', '/de/']]) {
      const { page, close } = await visit(counting.url + path);
      await page.waitForSelector('#consent', { state: 'visible' });
      await seen(page, name);
      await close();
    }
  } finally {
    await counting.stop();
  }
});

test('a page for which there is no network', async (t) => {
  const seen = watch_states(t, recorded);
  for (const [name, path] of [['no network', '/offline'], ['German, no network', '/de/offline']]) {
    const { page, close } = await visit(path);
    await seen(page, name);
    await close();
  }
});

test('enough states were seen', () => {
  mkdirSync(`${ROOT}/build/budgets`, { recursive: true });
  writeFileSync(`${ROOT}/build/budgets/states.txt`, `${recorded.join('\n')}\n`);
  assert.ok(new Set(recorded).size >= LEAST_STATES, `${recorded.length} states were seen, ${LEAST_STATES} are wanted`);
});
