// Statistics only after a yes: before it nothing of Google is asked for, and a no is remembered.
import assert from 'node:assert/strict';
import { after, before, test } from '../support/spec.mjs';
import { assert_fits, launch, new_visitor, PHONE, screenshots } from '../support/browser.mjs';
import { MEASUREMENT_ID, start_counting_shop } from '../support/counting_shop.mjs';
import { until } from '../support/wait.mjs';

let browser;
let shop;
before(async () => {
  browser = await launch();
  shop = await start_counting_shop();
});
after(async () => {
  await browser?.close();
  await shop?.stop();
});

// Google's script itself stays away; that it was asked for is what counts.
async function visitor_of(path, viewport) {
  const visitor = await new_visitor(browser, viewport);
  await visitor.context.route(/googletagmanager\.com/, (route) =>
    route.fulfill({ contentType: 'text/javascript', headers: { 'access-control-allow-origin': '*', 'cross-origin-resource-policy': 'cross-origin' }, body: '' }));
  await visitor.page.goto(shop.url + path);
  await visitor.page.waitForSelector('#consent', { state: 'visible' });
  return visitor;
}

const is_asked = (page) => page.isVisible('#consent');
const said_to_google = (page) => page.evaluate(() => (window.dataLayer ?? []).map((words) => [...words].slice(0, 2).map(String)));
const kept = (page) => page.evaluate(() => [document.cookie, ...Object.keys(localStorage), ...Object.keys(sessionStorage)].filter(Boolean));

async function go_round(page) {
  for (const path of ['/products/tee', '/cart', '/']) await page.goto(shop.url + path, { waitUntil: 'networkidle' });
}

test('before an answer nothing is loaded, said or kept, on whatever page', async () => {
  const { page, context, foreign } = await visitor_of('/', PHONE);
  await assert_fits(page, 'with the question');
  await screenshots(page, 'consent');
  await go_round(page);
  assert.deepEqual(foreign, []);
  assert.deepEqual(await said_to_google(page), []);
  assert.deepEqual(await kept(page), []);
  assert.equal(await is_asked(page), true, 'and the question stays');
  await context.close();
});

test('a no is remembered: no question on the next page, nothing of Google ever', async () => {
  const { page, context, foreign } = await visitor_of('/');
  await page.click('#consent-no');
  assert.equal(await is_asked(page), false);
  await go_round(page);
  assert.equal(await is_asked(page), false);
  assert.deepEqual(foreign, []);
  assert.deepEqual(await kept(page), ['picasso-pet.statistics']);
  await context.close();
});

test('a yes loads the statistics, here and on the next page; taken back they are gone', async () => {
  const { page, context, foreign } = await visitor_of('/de/');
  assert.match(await page.innerText('#consent'), /zählen/);
  await page.click('#consent-yes');
  await until('Google to be asked', async () => foreign.length > 0);
  assert.equal(foreign[0], `https://www.googletagmanager.com/gtag/js?id=${MEASUREMENT_ID}`);
  assert.ok((await said_to_google(page)).some(([word, what]) => word === 'config' && what === MEASUREMENT_ID));
  assert.equal(await is_asked(page), false);
  await page.goto(`${shop.url}/de/products/hat`, { waitUntil: 'networkidle' });
  assert.equal(foreign.length, 2, 'the answer holds for the next page');
  await page.click('#consent-open');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'consent-heading');
  await Promise.all([page.waitForEvent('load'), page.click('#consent-no')]);
  foreign.length = 0;
  await go_round(page);
  assert.deepEqual(foreign, []);
  assert.deepEqual(await said_to_google(page), []);
  await context.close();
});
