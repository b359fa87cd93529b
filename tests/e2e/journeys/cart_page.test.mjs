// The cart's page: what codes give, what shipping costs, taking out and putting back, and a sum that changed.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, before, test } from '../support/spec.mjs';
import { make_design, new_cart, quote_cart } from '../support/api.mjs';
import { DESKTOP, launch, new_visitor, PHONE, screenshots } from '../support/browser.mjs';
import { owner } from '../support/owner.mjs';
import { meddle, quoted, rows, SANDBOX, SHOP } from '../support/shop.mjs';
import { cents_of, put_cart } from '../support/studio.mjs';
import { until } from '../support/wait.mjs';

const OWN_PRICE = 499; // where the printer tells none

let browser;
let design;
before(async () => {
  browser = await launch();
  design = await make_design();
});
after(() => browser?.close());

async function new_code(...terms) {
  const code = `CART-${randomBytes(4).toString('hex').toUpperCase()}`;
  const made = await owner('promotion', 'add', code, ...terms);
  assert.equal(made.status, 0, made.said);
  return code;
}
const end_code = (code) => meddle(`update promotions set starts_at = now() - interval '2 days', ends_at = now() - interval '1 day' where code = ${quoted(code)}`);

// From a browser whose language names no country.
async function at_cart(items = [['tee-white-m', 2]], viewport) {
  const visitor = await new_visitor(browser, viewport, { locale: 'en' });
  const { cart_id } = new_cart(design);
  const cart = { cart_id, items: items.map(([variant_sku, quantity]) => ({ design_id: design, variant_sku, quantity })) };
  await put_cart(visitor.page, cart);
  return { ...visitor, cart };
}

const total_is = (page, sum) => until(`a total of ${sum}`, async () => (await page.innerText('#cart-total')) === sum, 15_000);

async function use_code(page, code) {
  await page.fill('#promotion-code', code);
  await page.press('#promotion-code', 'Enter');
}

test('a good code takes its share off, and stays with the cart', async () => {
  const code = await new_code('--percent', '25');
  const { page, context } = await at_cart();
  await total_is(page, '$58.00');
  await use_code(page, code.toLowerCase());
  await total_is(page, '$43.50');
  assert.match(await page.innerText('#cart-discount-row'), new RegExp(`${code}[^]*-\\$14\\.50|${code}[^]*−\\$14\\.50`));
  await screenshots(page, 'cart-code-good');
  await page.reload();
  await total_is(page, '$43.50');
  await use_code(page, '');
  await total_is(page, '$58.00');
  await context.close();
});

test('a code that nobody knows and one that has ended each say so, and cost nothing', async () => {
  const code = await new_code('--percent', '25');
  await end_code(code);
  const { page, context } = await at_cart(undefined, PHONE);
  for (const [typed, words] of [['NOBODY-HAS-THIS', /do not know this code/], [code, /no longer valid/]]) {
    await use_code(page, typed);
    await until(`words about ${typed}`, async () => words.test(await page.innerText('#promotion-note')), 15_000);
    assert.equal(await page.isVisible('#cart-discount-row'), false);
    await total_is(page, '$58.00');
    assert.equal(await page.isEnabled('#checkout'), true);
  }
  await screenshots(page, 'cart-code-ended');
  await context.close();
});

const pay_page = (page) => page.waitForURL(`${SANDBOX}/stripe/pay/**`);

// Until the printer has told it: while orders need the printer, carts are answered with the shop's own price.
const rate_to = (country, cart) => until(`the printer's rate to ${country}`, async () => {
  const { shipping_minor } = await (await quote_cart({ ...cart, country })).json();
  return shipping_minor !== OWN_PRICE && shipping_minor;
}, 60_000, 2000);

test('shipping is what the printer takes to the country, is remembered, and is what the payment page takes', async () => {
  const { page, context, cart } = await at_cart();
  assert.match(await page.innerText('#cart-shipping'), /choose a country/);
  assert.deepEqual([await rate_to('DE', cart), await rate_to('AU', cart)], [689, 939]);
  await page.selectOption('#ship-to', 'DE');
  await total_is(page, '$64.89');
  await page.selectOption('#ship-to', '');
  await total_is(page, '$58.00');
  await page.selectOption('#ship-to', 'AU');
  await total_is(page, '$67.39');
  assert.equal(await page.innerText('#cart-shipping'), '$9.39');
  await page.reload();
  await total_is(page, '$67.39');
  await page.click('#checkout:enabled');
  await pay_page(page);
  assert.match(await page.innerText('body'), /\$67\.39/);
  assert.deepEqual(await page.locator('#country option').evaluateAll((all) => all.map(({ value }) => value).filter(Boolean)), ['AU']);
  await context.close();
});

test('without a country the button asks for it, and orders nothing', async () => {
  const { page, context, cart } = await at_cart();
  await page.click('#checkout:enabled');
  assert.match(await page.innerText('#cart-status'), /choose the country/);
  assert.equal(await page.evaluate(() => document.activeElement.id), 'ship-to');
  assert.deepEqual(await rows(`select id from orders where cart_id = ${quoted(cart.cart_id)}`), []);
  assert.equal(await page.getAttribute('#ship-to', 'aria-invalid'), 'true');
  await screenshots(page, 'cart-without-country');
  await page.selectOption('#ship-to', 'DE');
  assert.equal(await page.getAttribute('#ship-to', 'aria-invalid'), null);
  assert.equal(await page.innerText('#cart-status'), '', 'what was asked is answered');
  await context.close();
});

test('the country is guessed from the language that the browser asks in', async () => {
  const { page, context } = await new_visitor(browser, undefined, { locale: 'de-CH' });
  await put_cart(page, new_cart(design), '/de');
  assert.equal(await page.inputValue('#ship-to'), 'CH');
  await context.close();
});

test('one more and one less by the buttons beside the number, which keep the focus while they can be pressed', async () => {
  const { page, context } = await at_cart([['tee-white-m', 1]]);
  const focus = () => page.evaluate(() => document.activeElement.className);
  assert.equal(await page.isDisabled('.is-less'), true);
  await page.locator('.is-more').focus();
  await page.keyboard.press('Enter');
  await total_is(page, '$58.00');
  assert.match(await focus(), /is-more/);
  assert.match(await page.innerText('.cart-price'), /\$58\.00\s+\$29\.00 each/);
  await page.click('.is-less');
  await total_is(page, '$29.00');
  assert.match(await focus(), /is-more/, 'less than one there is not');
  await context.close();
});

test('a cart that was filled in one language is shown in that of the page', async () => {
  const { page, context, cart } = await at_cart([['tee-white-m', 1]]);
  assert.equal(await page.innerText('.cart-what .muted'), 'White / M');
  await put_cart(page, cart, '/de');
  assert.equal(await page.innerText('.cart-what .muted'), 'Weiß / M');
  await context.close();
});

// What Chromium counts of everything that moved in sight without having been asked to.
const shifts = (page) => page.evaluate(() => new Promise((resolve) => {
  let sum = 0;
  new PerformanceObserver((list) => { for (const { value, hadRecentInput } of list.getEntries()) sum += hadRecentInput ? 0 : value; })
    .observe({ type: 'layout-shift', buffered: true });
  setTimeout(() => resolve(sum), 300);
}));

test('a script that comes late moves nothing that is seen', async () => {
  for (const viewport of [PHONE, DESKTOP]) {
    const { page, context } = await new_visitor(browser, viewport, { locale: 'en', serviceWorkers: 'block' });
    await put_cart(page, new_cart(design, 'tee-white-m', 2));
    let late = 0;
    await page.route('**/assets/cart-*.js', async (route) => {
      await new Promise((resolve) => { setTimeout(resolve, 1000); }); // the page is seen without it first
      ++late;
      await route.continue();
    });
    await page.reload();
    await total_is(page, '$58.00');
    const sum = await shifts(page);
    assert.equal(late, 1);
    assert.ok(sum <= 0.02, `layout shifts of ${sum} at ${viewport.width} px`);
    await context.close();
  }
});

test('what was taken out comes back in its place, by keyboard too', async () => {
  const { page, context } = await at_cart([['tee-white-m', 2], ['hat-navy', 1], ['hoodie-black-m', 1]]);
  const names = () => page.locator('.cart-line strong').allInnerTexts();
  const before = await names();
  const total = await page.innerText('#cart-total');
  await page.locator('.cart-remove').nth(1).focus();
  await page.keyboard.press('Enter');
  await until('one less', async () => (await names()).length === 2);
  assert.match(await page.innerText('#cart-status'), /Removed/);
  assert.equal(await page.innerText('#cart-count'), '3');
  await until('a lower total', async () => ![total, '–'].includes(await page.innerText('#cart-total')));
  await page.click('#cart-undo');
  assert.deepEqual(await names(), before);
  await total_is(page, total);
  assert.equal(await page.isVisible('#cart-undo'), false);
  await context.close();
});

test('the last thing taken out leaves an empty cart that can be undone', async () => {
  const { page, context } = await at_cart();
  await page.click('.cart-remove');
  await page.waitForSelector('#cart-empty', { state: 'visible' });
  assert.equal(await page.evaluate(() => document.activeElement.id), 'cart-undo');
  await page.keyboard.press('Enter');
  await total_is(page, '$58.00');
  await context.close();
});

test('a code that ends meanwhile is not charged for: the new sum is shown and asked about again', async () => {
  const code = await new_code('--percent', '25');
  const { page, context, cart } = await at_cart();
  await use_code(page, code);
  await total_is(page, '$43.50');
  await page.selectOption('#ship-to', 'DE');
  await until('shipping', async () => cents_of(await page.innerText('#cart-total')) > 4350);
  const shipping = cents_of(await page.innerText('#cart-shipping'));
  await end_code(code);
  await page.click('#checkout:enabled');
  const sum = `$${((5800 + shipping) / 100).toFixed(2)}`;
  await total_is(page, sum);
  assert.match(await page.innerText('#cart-status'), /costs now.*press the button again/);
  assert.equal(new URL(page.url()).pathname, '/cart');
  assert.deepEqual(await rows(`select id from orders where cart_id = ${quoted(cart.cart_id)}`), [], 'nothing was ordered');
  await screenshots(page, 'cart-changed');
  await page.click('#checkout:enabled');
  await page.waitForURL(`${SANDBOX}/stripe/pay/**`);
  assert.ok((await page.innerText('body')).includes(sum));
  await context.close();
});

test('in German the page and the shop behind it speak German', async () => {
  const { page, context } = await new_visitor(browser);
  await put_cart(page, new_cart(design), '/de');
  await use_code(page, 'NIEMAND');
  await until('words', async () => /kennen wir nicht/.test(await page.innerText('#promotion-note')), 15_000);
  const unknown = new_cart('00000000-0000-4000-8000-000000000000');
  await put_cart(page, unknown, '/de');
  await page.click('#checkout:enabled');
  await until('the refusal', async () => /Dieses Bild kennen wir nicht/.test(await page.innerText('#cart-status')), 15_000);
  await screenshots(page, 'cart-refused-german');
  assert.equal(page.url(), `${SHOP}/de/cart`);
  await context.close();
});
