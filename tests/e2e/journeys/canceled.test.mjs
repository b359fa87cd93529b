// "Add to cart" taken back: the cart stays as it was, and a second press works. What the shop had got: operations/called_off.
import assert from 'node:assert/strict';
import { after, before, test } from '../support/spec.mjs';
import { launch, screenshot } from '../support/browser.mjs';
import { buys_now, cancel, ready_to_buy } from '../support/canceling.mjs';
import { until } from '../support/wait.mjs';

let browser;
before(async () => { browser = await launch(); });
after(() => browser?.close());

test('while the photo is on its way', async () => {
  const { page, context } = await ready_to_buy(browser);
  let stopped = false;
  page.on('requestfailed', (request) => { stopped ||= request.url().endsWith('/api/upload'); });
  await page.route('**/api/upload', () => {}, { times: 1 }); // a line so slow that nothing arrives
  await page.click('#add-to-cart');
  await page.waitForSelector('#buy-progress', { state: 'visible' });
  assert.match(await page.innerText('#order-status'), /Sending your photo/);
  await screenshot(page, 'studio-buying-phone');
  await cancel(page);
  await until('the sending to stop', () => stopped);
  await buys_now(page);
  await context.close();
});
