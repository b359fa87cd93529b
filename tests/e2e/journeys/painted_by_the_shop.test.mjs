// Browsers that cannot run the studio's module: the shop paints the preview, after asking.
import assert from 'node:assert/strict';
import { after, before, test } from '../support/spec.mjs';
import { upload_form } from '../support/api.mjs';
import { launch, new_visitor, PHONE, painting_hash, screenshots } from '../support/browser.mjs';
import { DEFAULT_RECIPE, native_preview_sha256, photo_bytes, photo_path } from '../support/pictures.mjs';
import { quoted, rows, SHOP } from '../support/shop.mjs';
import { add_to_cart, settled_painting, values } from '../support/studio.mjs';
import { until } from '../support/wait.mjs';

let browser;
before(async () => { browser = await launch(); });
after(() => browser?.close());

const answer_with = (page, name) => page.getByRole('button', { name, exact: true }).click();
const ready = (page) => until('the picture', async () => /Fit the oval/.test(await page.innerText('#plain')) && painting_hash(page), 60_000);

async function without_module(viewport) {
  const visitor = await new_visitor(browser, viewport);
  await visitor.context.addInitScript(() => { delete window.WebAssembly; });
  await visitor.page.goto(`${SHOP}/studio`);
  await visitor.page.setInputFiles('#photo-file', photo_path('dog.jpg'));
  return visitor;
}

test('the picture is painted by the shop, fitted by numbers and buttons, and bought as it was seen', async () => {
  const { page, context, sent, complaints } = await without_module();
  await page.waitForSelector('dialog');
  assert.match(await page.innerText('dialog'), /leaves this device/);
  assert.deepEqual(sent, []);
  await screenshots(page, 'plain-question');
  await answer_with(page, 'Send the photo');
  const first = await ready(page);
  assert.deepEqual(sent, [`POST ${SHOP}/api/previews`]);
  await page.fill('#plain-degrees', '12');
  await page.press('#plain-degrees', 'Tab');
  await page.getByRole('button', { name: 'Left to right: less' }).click();
  assert.match(await page.innerText('#plain'), /as it was/);
  await page.click('#plain-paint');
  const second = await ready(page);
  assert.notEqual(second, first);
  await screenshots(page, 'plain-studio');
  await page.locator('label.choice:has(input[name="product"][value="hat"])').click();
  assert.equal(await page.isVisible('#soft-warning'), false, 'a cap prints small');
  await page.locator('label.choice:has(input[name="product"][value="tee"])').click();
  const [, warned_dpi] = (await page.innerText('#soft-warning')).match(/(\d+) DPI/);
  await add_to_cart(page, {});
  const [design] = await rows(`select recipe, status, pet_dpi from pet_images join print_files on pet_image_id = pet_images.id where preview_sha256 = ${quoted(second)}`);
  assert.equal(design.status, 'complete');
  assert.equal(design.pet_dpi, Number(warned_dpi), 'as it is printed');
  const recipe = JSON.parse(design.recipe);
  assert.equal(recipe.oval.degrees, 12);
  assert.equal(recipe.oval.cx, 0.49);
  assert.equal(await native_preview_sha256('dog.jpg', recipe), second);
  assert.equal(await page.innerText('#cart-count'), '1');
  assert.deepEqual(complaints, []);
  await context.close();
});

test('who does not agree sends nothing, and can choose again', async () => {
  const { page, context, sent } = await without_module(PHONE);
  await answer_with(page, 'Not now');
  await page.waitForSelector('#photo-notice.is-problem');
  assert.match(await page.innerText('#photo-notice'), /stays on this device/);
  assert.deepEqual(sent, []);
  await page.setInputFiles('#photo-file', photo_path('cat.jpg'));
  await answer_with(page, 'Send the photo');
  await ready(page);
  await screenshots(page, 'plain-phone');
  await context.close();
});

test('a photo that is chosen while the question about another is open is the only one asked about', async () => {
  const { page, context, sent } = await without_module();
  await page.waitForSelector('dialog');
  await page.setInputFiles('#photo-file', photo_path('cat.jpg'));
  await page.waitForTimeout(1500);
  assert.equal(await page.locator('dialog').count(), 1);
  assert.equal(await page.innerText('#photo-notice'), '', 'nothing was said of the first');
  await answer_with(page, 'Send the photo');
  const first = await ready(page);
  assert.equal(sent.length, 1);
  await add_to_cart(page, {});
  assert.equal(first, await native_preview_sha256('cat.jpg', JSON.parse((await rows(`select recipe from pet_images where preview_sha256 = ${quoted(first)}`))[0].recipe)));
  await context.close();
});

test('where the shop cannot paint either, the page says both, and goes on as soon as the shop can', async () => {
  const { page, context } = await without_module();
  await page.waitForSelector('#cannot-start', { state: 'visible' });
  await page.route('**/api/previews', (route) => route.fulfill({
    status: 503, contentType: 'application/problem+json',
    body: JSON.stringify({ type: 'about:blank', title: 'Service unavailable', status: 503, detail: 'We are painting for others just now. Please try again in a moment.', code: 'unavailable' }),
  }));
  await answer_with(page, 'Send the photo');
  await until('the refusal', async () => /painting for others/.test(await page.innerText('#plain')));
  assert.equal(await page.isVisible('#cannot-start'), true, 'that the studio cannot start here still holds');
  assert.equal(await page.locator('#plain .is-problem').count(), 1);
  await screenshots(page, 'plain-refused');
  await page.unroute('**/api/previews');
  await page.click('#plain-paint');
  await ready(page);
  assert.equal(await page.isVisible('#cannot-start'), false);
  await context.close();
});

test('the oval is kept on the device here, too, and the photo goes nowhere before it is asked about again', async () => {
  const { page, context, sent } = await without_module();
  await answer_with(page, 'Send the photo');
  await ready(page);
  await page.fill('#plain-degrees', '12');
  await page.press('#plain-degrees', 'Tab');
  await until('the oval to be kept', async () => /Saved on this device/.test(await page.innerText('#kept')));
  sent.length = 0;
  await page.reload();
  await page.waitForSelector('dialog');
  assert.deepEqual(sent, []);
  await answer_with(page, 'Send the photo');
  await ready(page);
  assert.equal(await page.inputValue('#plain-degrees'), '12');
  await context.close();
});

test('the picture of a link is kept on the device, before anything is changed, with all that was made of it elsewhere', async () => {
  const recipe = { ...DEFAULT_RECIPE, oval: { ...DEFAULT_RECIPE.oval, degrees: 9 }, eyes: [{ x: 0.5, y: 0.4, radius: 0.02 }] };
  const made = await fetch(`${SHOP}/api/shares`, { method: 'POST', body: upload_form({ photo: photo_bytes('dog.jpg'), recipe }) });
  assert.equal(made.status, 201);
  const { page, context } = await new_visitor(browser);
  await page.route('**/*.wasm', (route) => route.abort());
  await page.goto(`${SHOP}/studio?design=${(await made.json()).id}`);
  await answer_with(page, 'Send the photo');
  await until('the picture to be kept', async () => /Saved on this device/.test(await page.innerText('#kept')));
  await page.unroute('**/*.wasm');
  await page.goto(`${SHOP}/studio`);
  await settled_painting(page);
  assert.equal((await values(page))[4], 9);
  assert.equal(await page.locator('#eyes li').count(), 1);
  await context.close();
});

test('a module that arrives damaged, also the second time, is replaced by the shop', async () => {
  const { page, context } = await new_visitor(browser);
  await context.route('**/picasso_studio-*.wasm', async (route) => {
    const whole = await (await route.fetch()).body();
    await route.fulfill({ body: whole.subarray(0, whole.length / 2), contentType: 'application/wasm' });
  });
  await page.goto(`${SHOP}/studio`);
  await page.setInputFiles('#photo-file', photo_path('dog.jpg'));
  await answer_with(page, 'Send the photo');
  await ready(page);
  await context.close();
});

test('the preview is the one that the browser would have painted, and leaves nothing behind', async () => {
  const recipe = { ...DEFAULT_RECIPE, oval: { ...DEFAULT_RECIPE.oval, cx: 0.4 + Math.random() / 10 } };
  const answer = await fetch(`${SHOP}/api/previews`, { method: 'POST', body: upload_form({ photo: photo_bytes('dog.jpg'), recipe }) });
  assert.equal(answer.status, 200);
  const sha256 = answer.headers.get('preview-sha256');
  assert.equal(sha256, await native_preview_sha256('dog.jpg', recipe));
  assert.equal(answer.headers.get('cache-control'), 'private, no-store');
  assert.deepEqual(await rows(`select id from pet_images where preview_sha256 = ${quoted(sha256)}`), []);
});

test('too many at once are asked to wait, and the shop goes on', async () => {
  const ask = () => fetch(`${SHOP}/api/previews`, { method: 'POST', body: upload_form({ photo: photo_bytes('dog.jpg') }) });
  const answers = await Promise.all(Array.from({ length: 12 }, ask));
  const statuses = answers.map((answer) => answer.status);
  assert.ok(statuses.includes(200) && statuses.includes(429), String(statuses));
  assert.ok(statuses.every((status) => [200, 429].includes(status)), String(statuses));
  const busy = answers.find((answer) => answer.status === 429);
  assert.ok(busy.headers.get('retry-after'));
  assert.match((await busy.json()).detail, /moment/);
  await until('a free painter', async () => (await ask()).status === 200, 30_000, 1000);
});
