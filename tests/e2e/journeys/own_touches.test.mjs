// The customer's own touches: the look of the paint, the brush, eyes; and that the shop paints the same picture.
import assert from 'node:assert/strict';
import { after, before, test } from '../support/spec.mjs';
import { launch, new_visitor, screenshots } from '../support/browser.mjs';
import { native_preview_sha256, photo_path } from '../support/pictures.mjs';
import { quoted, rows, SHOP } from '../support/shop.mjs';
import { add_to_cart, choose_photo, oval_center, settled_painting } from '../support/studio.mjs';
import { steps_of } from '../support/steps.mjs';
import { until } from '../support/wait.mjs';

let browser;
before(async () => { browser = await launch(); });
after(() => browser?.close());

const pick = (page, name, value) => page.locator(`label.choice:has(input[name="${name}"][value="${value}"])`).click();
const open = (page, summary) => page.getByText(summary, { exact: true }).click();

// A photo's size and where it lies on the canvas come from the browser itself.
async function on_photo(page, photo, dx, dy) {
  await page.locator('#crop').scrollIntoViewIfNeeded();
  const center = await oval_center(page, photo);
  return [center.x + dx, center.y + dy];
}

async function photo_size(page) {
  const [width, height] = await page.evaluate(() => document.querySelector('#crop').style.aspectRatio.split('/').map(Number));
  return { width, height };
}

test('sliders, a stroke of the brush and an eye go through to the print', async (t) => {
  const step = steps_of(t);
  const visitor = await new_visitor(browser);
  const { page, context } = visitor;
  let shown;

  await step('with the mouse', async () => {
    await page.goto(`${SHOP}/studio`);
    await choose_photo(page, photo_path('dog.jpg'));
    const photo = await photo_size(page);
    const untouched = await settled_painting(page);
    await open(page, 'Look of the paint');
    for (const [field, value] of [[9, '150'], [10, '85'], [11, '20'], [12, '120']]) {
      await page.fill(`#field-${field}`, value);
      await page.press(`#field-${field}`, 'Tab');
    }
    await open(page, 'Cut-out and eyes');
    await pick(page, 'tool', 'erase');
    await page.mouse.move(...await on_photo(page, photo, -60, 40));
    await page.mouse.down();
    for (let at = 0; at <= 8; at++) await page.mouse.move(...await on_photo(page, photo, -60 + 6 * at, 40 + 4 * at));
    await page.mouse.up();
    await pick(page, 'tool', 'eye');
    await page.mouse.click(...await on_photo(page, photo, -20, -15));
    await page.waitForSelector('#eyes li');
    shown = await settled_painting(page, untouched);
    assert.notEqual(shown, untouched);
    await screenshots(page, 'studio-own-touches');
    assert.equal(await page.innerText('#clear-strokes'), 'Clear strokes (1)');
  });

  await step('the shop paints the very picture that was approved', async () => {
    await add_to_cart(page, {});
    const [kept] = await rows(`select recipe, status from pet_images where preview_sha256 = ${quoted(shown)}`);
    const recipe = JSON.parse(kept.recipe);
    assert.equal(recipe.style.brush, 1.5);
    assert.equal(recipe.style.stretch, 1.2);
    assert.equal(recipe.cut_out.strokes.length, 1);
    assert.equal(recipe.cut_out.strokes[0].mode, 'erase');
    assert.ok(recipe.cut_out.strokes[0].points.length > 2, JSON.stringify(recipe.cut_out));
    assert.equal(recipe.eyes.length, 1);
    assert.equal(await native_preview_sha256('dog.jpg', recipe), shown);
  });

  assert.deepEqual(visitor.complaints, []);
  await context.close();
});

test('the same by keyboard: dabs, an eye, and taking them back', async () => {
  const { page, context } = await new_visitor(browser);
  await page.goto(`${SHOP}/studio`);
  await choose_photo(page, photo_path('cat.jpg'));
  await page.locator('#touches summary').focus();
  await page.keyboard.press('Enter');
  await page.locator('input[name="tool"][value="oval"]').focus();
  await page.keyboard.press('ArrowRight'); // add
  assert.match(await page.innerText('#tool-help'), /what belongs to your pet/);
  await page.locator('#crop').focus();
  for (const key of ['ArrowUp', 'Enter', 'ArrowRight', 'Enter']) await page.keyboard.press(key);
  await until('two strokes', async () => (await page.innerText('#clear-strokes')) === 'Clear strokes (2)');
  await page.locator('input[name="tool"][value="add"]').focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight'); // eye
  await page.locator('#crop').focus();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Remove eye 1' }).focus();
  await page.keyboard.press('Enter');
  await page.waitForSelector('#eyes:empty', { state: 'attached' });
  await page.locator('#crop').focus();
  await page.keyboard.press('Control+z');
  await page.waitForSelector('#eyes li');
  await page.locator('#clear-strokes').click();
  assert.equal(await page.isDisabled('#clear-strokes'), true);
  await context.close();
});

test('a drag while the picture is painted stops it, and before lies over after', async () => {
  const { page, context } = await new_visitor(browser);
  await page.goto(`${SHOP}/studio`);
  assert.equal(await page.evaluate(() => globalThis.crossOriginIsolated), true);
  await choose_photo(page, photo_path('cat.jpg'));
  const first = await settled_painting(page);
  for (let turn = 0; turn < 12; turn++) await page.click('[data-command="turn_left"]');
  const turned = await settled_painting(page, first);
  assert.notEqual(turned, first);
  const repaints = await page.evaluate(() => performance.getEntriesByName('picasso:repaint').length);
  assert.ok(repaints >= 2 && repaints <= 14, String(repaints));
  await page.click('#before-toggle');
  assert.equal(await page.isVisible('#before'), true);
  assert.equal(await settled_painting(page), turned, 'the approved picture is underneath');
  await page.click('#before-toggle');
  assert.equal(await page.isVisible('#before'), false);
  await context.close();
});

test('where nothing is left of the pet, the page says so in its language', async () => {
  const { page, context } = await new_visitor(browser);
  await page.goto(`${SHOP}/de/studio`);
  await choose_photo(page, photo_path('dog.jpg'));
  const photo = await photo_size(page);
  await settled_painting(page);
  await open(page, 'Freistellen und Augen');
  await pick(page, 'tool', 'erase');
  await page.fill('#brush-size', '60');
  for (const dy of [-80, -40, 0, 40, 80]) {
    await page.mouse.move(...await on_photo(page, photo, -120, dy));
    await page.mouse.down();
    for (let dx = -120; dx <= 120; dx += 20) await page.mouse.move(...await on_photo(page, photo, dx, dy));
    await page.mouse.up();
  }
  await page.getByText('Vom Tier ist nichts übrig: Hol etwas davon mit dem Pinsel zurück', { exact: false }).waitFor({ timeout: 30_000 });
  await page.click('#clear-strokes');
  await settled_painting(page);
  assert.equal(await page.locator('#hints').getByText('Vom Tier ist nichts übrig').count(), 0);
  await context.close();
});

test('who stops the painter is told what is not painted, and can have it painted after all', async () => {
  const { page, context } = await new_visitor(browser);
  await page.goto(`${SHOP}/studio`);
  await choose_photo(page, photo_path('cat.jpg'));
  const first = await settled_painting(page);
  // In the frame that shows it: a painter is too quick for whoever presses from outside.
  await page.evaluate(() => {
    document.querySelector('[data-command="turn_left"]').click();
    document.querySelector('#paint-stop').focus();
    document.querySelector('#paint-stop').click();
  });
  assert.match(await page.innerText('#stopped'), /^Stopped/);
  await page.waitForTimeout(1000); // nothing comes by itself
  assert.equal(await page.locator('#painting[data-painted]').count(), 0);
  await screenshots(page, 'studio-stopped');
  await page.click('#paint-now');
  const painted = await settled_painting(page, first);
  assert.notEqual(painted, first);
  assert.equal(await page.isVisible('#paint-now'), false);
  assert.equal(await page.innerText('#stopped'), '');
  await context.close();
});
