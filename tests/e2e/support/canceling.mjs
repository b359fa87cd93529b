// A customer who presses "Add to cart" and thinks better of it.
import assert from 'node:assert/strict';
import { new_visitor, PHONE } from './browser.mjs';
import { photo_path } from './pictures.mjs';
import { SHOP } from './shop.mjs';
import { add_to_cart, choose_photo } from './studio.mjs';

export async function ready_to_buy(browser) {
  const visitor = await new_visitor(browser, PHONE);
  await visitor.page.goto(`${SHOP}/studio`);
  await choose_photo(visitor.page, photo_path('dog.jpg'));
  await visitor.page.waitForSelector('#add-to-cart:enabled');
  return visitor;
}

export async function cancel(page) {
  await page.waitForSelector('#buy-stop', { state: 'visible' });
  await page.click('#buy-stop');
  assert.match(await page.innerText('#order-status'), /Canceled\. Your cart is as it was/);
  assert.equal(await page.isVisible('#buy-progress'), false);
  assert.equal(await page.evaluate(() => document.activeElement.id), 'add-to-cart', 'the keyboard stays where it was');
  assert.equal(await page.isVisible('#cart-count'), false);
}

export async function buys_now(page) {
  await add_to_cart(page, {});
  assert.equal(await page.innerText('#cart-count'), '1');
}
