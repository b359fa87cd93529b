// What takes long can be canceled, leaves nothing, and can be begun again. What the shop had got: operations/called_off.
import assert from 'node:assert/strict';
import { after, before, test } from '../support/spec.mjs';
import { launch, new_visitor, PHONE, screenshot } from '../support/browser.mjs';
import { buys_now, cancel, ready_to_buy } from '../support/canceling.mjs';
import { photo_path } from '../support/pictures.mjs';
import { SHOP } from '../support/shop.mjs';
import { until } from '../support/wait.mjs';

let browser;
before(async () => { browser = await launch(); });
after(() => browser?.close());

// A line so slow that nothing arrives; gives whether the browser has stopped sending.
async function hold_back(page, path) {
  let stopped = false;
  page.on('requestfailed', (request) => { stopped ||= request.url().endsWith(path); });
  await page.route(`**${path}`, () => {}, { times: 1 });
  return () => stopped;
}

test('adding to the cart, while the photo is on its way', async () => {
  const { page, context } = await ready_to_buy(browser);
  const stopped = await hold_back(page, '/api/upload');
  await page.click('#add-to-cart');
  await page.waitForSelector('#buy-progress', { state: 'visible' });
  assert.match(await page.innerText('#order-status'), /Sending your photo/);
  await screenshot(page, 'studio-buying-phone');
  await cancel(page);
  await until('the sending to stop', stopped);
  await buys_now(page);
  await context.close();
});

test('making a link, while the photo is on its way', async () => {
  const { page, context } = await ready_to_buy(browser);
  const share = async () => {
    await page.click('#share');
    await page.getByRole('button', { name: 'Send the photo and make a link' }).click();
  };
  const stopped = await hold_back(page, '/api/shares');
  await share();
  await page.click('#share-stop');
  await page.getByText('There is no link').waitFor();
  await until('the sending to stop', stopped);
  assert.equal(await page.isVisible('#share-progress'), false);
  assert.equal(await page.locator('#share-links li').count(), 0);
  await share();
  await page.waitForSelector('#share-links input');
  await context.close();
});

test('being painted by the shop, where the browser cannot', async () => {
  const { page, context } = await new_visitor(browser, PHONE, { serviceWorkers: 'block' });
  await page.route('**/*.wasm', (route) => route.abort());
  const stopped = await hold_back(page, '/api/previews');
  await page.goto(`${SHOP}/studio`);
  await page.setInputFiles('#photo-file', photo_path('cat.jpg'));
  await page.getByRole('button', { name: 'Send the photo', exact: true }).click();
  await page.click('#plain-stop');
  await page.getByText('We keep nothing of your photo').waitFor();
  await until('the sending to stop', stopped);
  assert.equal(await page.isVisible('#plain-stop'), false);
  await page.click('#plain-paint');
  await page.waitForSelector('#painting[data-painted]', { timeout: 60_000 });
  await context.close();
});
