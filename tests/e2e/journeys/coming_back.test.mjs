// The back button: a page that the browser kept frozen goes on where it was, in the studio and in the cart.
import assert from 'node:assert/strict';
import { after, before, test } from '../support/spec.mjs';
import { make_design, new_cart } from '../support/api.mjs';
import { launch_with_frozen_pages, new_visitor } from '../support/browser.mjs';
import { photo_path } from '../support/pictures.mjs';
import { SHOP } from '../support/shop.mjs';
import { cents_of, choose_photo, go_to_payment, put_cart, settled_painting, values } from '../support/studio.mjs';
import { until } from '../support/wait.mjs';

let browser;
before(async () => { browser = await launch_with_frozen_pages(); });
after(() => browser?.close());

// A page that was thawed has its variables yet; one that was loaded anew has not.
const mark = (page) => page.evaluate(() => { window.was_here = true; });
const is_the_same = (page) => page.evaluate(() => window.was_here === true);

async function in_studio() {
  const visitor = await new_visitor(browser);
  await visitor.page.goto(`${SHOP}/studio`);
  await choose_photo(visitor.page, photo_path('cat.jpg'));
  return visitor;
}

test('back from another page of the shop the studio is as it was left, and goes on', async () => {
  const { page, context, complaints } = await in_studio();
  const untouched = await settled_painting(page);
  await page.click('[data-command="turn_right"]');
  const painted = await settled_painting(page, untouched);
  const oval = await values(page);
  await page.locator('label.choice:has(input[name="product"][value="hoodie"])').click();
  await mark(page);
  await page.click('.site-nav a[href="/products"]');
  await page.waitForURL(`${SHOP}/products`);
  await page.goBack({ waitUntil: 'commit' }); // a page that thaws does not load
  await page.waitForSelector('#studio-work', { state: 'visible' });
  assert.equal(await is_the_same(page), true, 'nothing in the page keeps it from being frozen');
  assert.equal(await settled_painting(page), painted);
  assert.deepEqual(await values(page), oval);
  assert.ok(await page.isChecked('input[name="product"][value="hoodie"]'));
  await page.click('[data-command="turn_left"]');
  await settled_painting(page, painted);
  await page.click('[data-command="undo"]');
  await until('undo to work on', async () => (await values(page)).join() === oval.join());
  assert.deepEqual(complaints, []);
  await context.close();
});

test('back from the payment page the cart is as it was, priced anew, and can be paid', async () => {
  const { page, context } = await new_visitor(browser);
  await put_cart(page, new_cart(await make_design()));
  await page.selectOption('#ship-to', 'DE');
  await until('shipping', async () => cents_of(await page.innerText('#cart-total')) > 2900);
  await mark(page);
  await go_to_payment(page);
  const payment_page = page.url();
  await page.goBack({ waitUntil: 'commit' }); // a page that thaws does not load
  await page.waitForURL(`${SHOP}/cart`, { waitUntil: 'commit' });
  await page.waitForSelector('#checkout:enabled');
  assert.equal(await page.locator('.cart-line').count(), 1);
  assert.equal(await page.innerText('#cart-status'), '', 'it no longer says that one is being taken to the payment page');
  if (await is_the_same(page)) assert.equal(await page.inputValue('#ship-to'), 'DE');
  await go_to_payment(page);
  assert.equal(page.url(), payment_page, 'the same payment page');
  await context.close();
});

test('what was put into the cart meanwhile is there when a frozen cart thaws', async () => {
  const { page, context } = await new_visitor(browser);
  await put_cart(page, new_cart(await make_design()));
  await mark(page);
  await page.click('.site-nav a[href="/products"]');
  await page.waitForURL(`${SHOP}/products`);
  await page.evaluate(() => {
    const [key] = Object.keys(localStorage).filter((name) => name.endsWith('.cart'));
    const cart = JSON.parse(localStorage.getItem(key));
    cart.items[0].quantity = 3;
    localStorage.setItem(key, JSON.stringify(cart));
  });
  await page.goBack({ waitUntil: 'commit' }); // a page that thaws does not load
  await until('the new sum', async () => (await page.innerText('#cart-subtotal')) === '$87.00');
  assert.equal(await is_the_same(page), true);
  assert.equal(await page.innerText('#cart-count'), '3');
  await context.close();
});
