// Answers that get lost, clicks that come twice, and the way back from the payment page: one design, one order.
import assert from 'node:assert/strict';
import { after, before, test } from '../support/spec.mjs';
import { make_design, new_cart } from '../support/api.mjs';
import { launch, new_visitor } from '../support/browser.mjs';
import { photo_path } from '../support/pictures.mjs';
import { quoted, rows, SANDBOX, SHOP } from '../support/shop.mjs';
import { add_to_cart, choose_photo, go_to_payment, put_cart, settled_painting } from '../support/studio.mjs';

let browser;
before(async () => { browser = await launch(); });
after(() => browser?.close());

// A picture that nobody else has made.
async function own_picture(page) {
  await page.goto(`${SHOP}/studio`);
  await choose_photo(page, photo_path('dog.jpg'));
  const before_change = await settled_painting(page);
  await page.getByText('Exact position', { exact: true }).click();
  await page.fill('#field-0', String(30 + Math.random() * 30));
  await page.press('#field-0', 'Tab');
  return settled_painting(page, before_change);
}

const designs_of = (sha256) => rows(`select id from pet_images where preview_sha256 = ${quoted(sha256)}`);

test('an upload whose answer is lost on the way is not doubled by the second try', async () => {
  const { page, context } = await new_visitor(browser);
  const painted = await own_picture(page);
  await page.route('**/api/upload', async (route) => {
    await route.fetch(); // it arrives
    await route.abort('connectionreset');
  }, { times: 1 });
  await assert.rejects(add_to_cart(page, {}), /could not reach the shop/);
  assert.equal((await designs_of(painted)).length, 1);
  await add_to_cart(page, {});
  assert.equal((await designs_of(painted)).length, 1);
  assert.equal(await page.innerText('#cart-count'), '1');
  await context.close();
});

test('an upload that breaks off in the middle is sent again whole', async () => {
  const { page, context } = await new_visitor(browser);
  const painted = await own_picture(page);
  await page.route('**/api/upload', async (route) => {
    await context.setOffline(true);
    await route.abort('connectionreset');
  }, { times: 1 });
  await page.click('#add-to-cart');
  await page.waitForSelector('#order-status.is-problem');
  assert.match(await page.innerText('#order-status'), /as soon as the connection is back/);
  await context.setOffline(false);
  await page.waitForSelector('#added', { state: 'visible', timeout: 60_000 });
  assert.equal((await designs_of(painted)).length, 1);
  assert.equal(await page.innerText('#cart-count'), '1');
  await context.close();
});

test('a reload while the answer is out makes no second design', async () => {
  const { page, context } = await new_visitor(browser);
  const painted = await own_picture(page);
  await page.waitForTimeout(700);
  const arrived = page.waitForResponse('**/api/upload');
  await page.click('#add-to-cart');
  await arrived;
  await page.reload();
  await page.waitForSelector('#studio-work', { state: 'visible' });
  assert.equal(await settled_painting(page), painted);
  await add_to_cart(page, {});
  assert.equal((await designs_of(painted)).length, 1);
  await context.close();
});

test('two clicks on add to cart are one design and one line', async () => {
  const { page, context } = await new_visitor(browser);
  const painted = await own_picture(page);
  await page.evaluate(() => {
    document.querySelector('#add-to-cart').click();
    document.querySelector('#add-to-cart').click();
  });
  await page.waitForSelector('#added', { state: 'visible', timeout: 60_000 });
  assert.equal((await designs_of(painted)).length, 1);
  assert.equal(await page.innerText('#cart-count'), '1');
  await context.close();
});

test('back from the payment page without paying the cart is full, and checking out again is the same order', async () => {
  const design = await make_design();
  const { page, context } = await new_visitor(browser);
  const cart = new_cart(design);
  await put_cart(page, cart);
  await go_to_payment(page);
  await page.goBack();
  await page.waitForURL(`${SHOP}/cart`);
  await page.waitForSelector('#checkout:enabled');
  assert.equal(await page.locator('.cart-line').count(), 1);
  assert.equal(await page.innerText('#cart-count'), '1');
  await page.evaluate(() => {
    document.querySelector('#checkout').click();
    document.querySelector('#checkout').click();
  });
  await page.waitForURL(`${SANDBOX}/stripe/pay/**`);
  const orders = await rows(`select status from orders where cart_id = ${quoted(cart.cart_id)}`);
  assert.deepEqual(orders, [{ status: 'created' }]);
  await context.close();
});
