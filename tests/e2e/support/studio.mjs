// What a customer does with a mouse, page by page.
import assert from 'node:assert/strict';
import { buyer, card, GOOD_CARD } from './api.mjs';
import { painting_hash } from './browser.mjs';
import { KEPT_CART, kept_cart } from './pages.mjs';
import { SANDBOX, SHOP } from './shop.mjs';
import { until } from './wait.mjs';

export async function choose_photo(page, file) {
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.click('label.dropzone')]);
  await chooser.setFiles(file);
  await page.waitForSelector('#studio-work', { state: 'visible' });
  await settled_painting(page);
}

// The painting's hash once it is painted, another than before and no longer changes. What moves is shown as a draft.
export async function settled_painting(page, before = '') {
  let last = '';
  return until('the painting to settle', async () => {
    // Asked before the hash is read: else a draft that is painted over at this very moment would pass for the painting.
    const painted = await page.locator('#painting[data-painted]').count();
    const now = await painting_hash(page);
    const settled = painted === 1 && now === last && now !== before;
    last = now;
    return settled && now;
  }, 20_000, 300);
}

// Where the oval's centre is on the screen, for a photo of the given size.
export async function oval_center(page, photo) {
  const box = await page.locator('#crop').boundingBox();
  const [x, y] = await page.evaluate(() => ['#field-0', '#field-1'].map((id) => document.querySelector(id).valueAsNumber / 100));
  const scale = Math.min(box.width / photo.width, box.height / photo.height);
  return {
    x: box.x + (box.width - photo.width * scale) / 2 + x * photo.width * scale,
    y: box.y + (box.height - photo.height * scale) / 2 + y * photo.height * scale,
  };
}

export async function drag_oval(page, photo, dx, dy) {
  await page.locator('#crop').scrollIntoViewIfNeeded();
  const from = await oval_center(page, photo);
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  for (let step = 1; step <= 8; step++) await page.mouse.move(from.x + (dx * step) / 8, from.y + (dy * step) / 8);
  await page.mouse.up();
}

// The oval: across, down, size, width in per cent, rotation in degrees.
export const values = (page) => page.evaluate(() => [0, 1, 2, 3, 4].map((id) => document.querySelector(`#field-${id}`).valueAsNumber));

export async function add_to_cart(page, { product, color, size }) {
  for (const [name, value] of Object.entries({ product, color, size })) {
    if (value) await page.locator(`label.choice:has(input[name="${name}"][value="${value}"])`).click();
  }
  await page.click('#add-to-cart');
  await page.waitForFunction(() => {
    const status = document.querySelector('#order-status');
    return !document.querySelector('#added').hidden || status.classList.contains('is-problem');
  }, undefined, { timeout: 60_000 });
  const problem = await page.evaluate(() => document.querySelector('#order-status.is-problem')?.textContent);
  assert.equal(problem, undefined);
}

// A cart as the shop's own pages keep it.
export async function put_cart(page, cart, language = '') {
  await page.goto(`${SHOP}${language}/cart`);
  await page.evaluate(([name, kept]) => localStorage.setItem(name, kept), [KEPT_CART, kept_cart(cart)]);
  await page.reload();
  await page.waitForSelector('#checkout:enabled');
}

// "$1,234.50" -> 123450
export const cents_of = (price) => Math.round(Number(price.replace(/[^0-9.]/g, '')) * 100);

export async function go_to_payment(page) {
  await page.click('#checkout:enabled');
  await page.waitForURL(`${SANDBOX}/stripe/pay/**`);
}

export async function fill_payment(page, email, number = GOOD_CARD) {
  const { country, ...typed } = { ...buyer(email), ...card(number) };
  await page.selectOption('#country', country);
  for (const [name, value] of Object.entries(typed)) await page.fill(`#${name}`, value);
}

// Waits on the return page until the payment has come through. Gives the order's number.
export async function thank_you(page) {
  await page.waitForURL(/\/thank-you\?/);
  await page.waitForSelector('main[data-state="paid"]', { timeout: 45_000 });
  return number_on(page);
}

// The number of the order that a page links to.
export const number_on = async (page) =>
  (await page.getAttribute('main a[href*="/orders/"]', 'href')).match(/\/orders\/([^?]+)/)[1];
