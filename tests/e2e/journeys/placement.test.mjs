// The oval and the brush by every means: wheel, fingers, keys, and buttons for who cannot drag; and what is said of it.
import assert from 'node:assert/strict';
import { after, before, test } from '../support/spec.mjs';
import { launch, new_visitor, PHONE } from '../support/browser.mjs';
import { photo_path } from '../support/pictures.mjs';
import { SHOP } from '../support/shop.mjs';
import { choose_photo, oval_center, settled_painting, values } from '../support/studio.mjs';
import { until } from '../support/wait.mjs';

const CAT = { width: 512, height: 512 };
let browser;
before(async () => { browser = await launch(); });
after(() => browser?.close());

async function with_cat(viewport, options) {
  const visitor = await new_visitor(browser, viewport, options);
  await visitor.page.goto(`${SHOP}/studio`);
  await choose_photo(visitor.page, photo_path('cat.jpg'));
  return visitor;
}

const live = (page) => page.textContent('#oval-live');
const zoom = (page) => page.evaluate(() => Number.parseInt(document.querySelector('#view-zoom').textContent, 10));
const said = (page, what) => until(`"${what}" to be said`, async () => what.test(await live(page)), 10_000);
const dpi_of = async (page) => Number((await live(page)).match(/(\d+) DPI/)[1]);

test('every key has a button, and each does the same', async () => {
  const { page, context } = await with_cat();
  const TWINS = { ArrowLeft: 'left', ArrowRight: 'right', ArrowUp: 'up', ArrowDown: 'down', '+': 'bigger', '-': 'smaller', '[': 'turn_left', ']': 'turn_right' };
  for (const [key, command] of Object.entries(TWINS)) {
    const start = await values(page);
    await page.focus('#crop');
    await page.keyboard.press(key);
    await until(`${key} to change the oval`, async () => String(await values(page)) !== String(start));
    const by_key = await values(page);
    await page.keyboard.press('Control+z');
    await until(`Ctrl+Z after ${key}`, async () => String(await values(page)) === String(start));
    await page.click(`button[data-command="${command}"]`);
    assert.deepEqual(await values(page), by_key, command);
  }
  // Wherever the focus is: on a button, redo and undo are still at hand.
  const turned = await values(page);
  await page.click('button[data-command="turn_left"]');
  const further = await values(page);
  await page.keyboard.press('Control+z');
  assert.deepEqual(await values(page), turned);
  await page.keyboard.press('Control+Shift+z');
  assert.deepEqual(await values(page), further);
  await context.close();
});

test('a wheel resizes about the pointer, and fifty steps back are not too many', async () => {
  const { page, context } = await with_cat();
  const start = await values(page);
  await page.focus('#crop');
  const at = await oval_center(page, CAT);
  await page.mouse.move(at.x + 60, at.y);
  await page.mouse.wheel(0, -200);
  await until('the wheel to resize', async () => (await values(page))[2] > start[2] + 2);
  assert.ok((await values(page))[0] < start[0], 'what lay under the pointer stayed there');
  await page.waitForTimeout(500); // the run of the wheel has ended: one step
  for (let step = 0; step < 54; step++) await page.keyboard.press(step % 2 ? ']' : 'ArrowRight');
  for (let step = 0; step < 55; step++) await page.keyboard.press('Control+z');
  await until('everything to be undone', async () => String(await values(page)) === String(start));
  assert.ok(await page.isDisabled('#command-undo'));
  await context.close();
});

test('a drag begun while the wheel still runs out, with a key let go of in between, is one step', async () => {
  const { page, context } = await with_cat();
  const start = await values(page);
  await page.focus('#crop');
  const at = await oval_center(page, CAT);
  await page.mouse.move(at.x, at.y);
  await page.mouse.wheel(0, -200);
  await until('the wheel to resize', async () => (await values(page))[2] > start[2] + 2);
  const resized = await values(page);
  await page.mouse.down();
  for (let step = 1; step <= 12; step++) {
    await page.mouse.move(at.x + 4 * step, at.y);
    await page.waitForTimeout(60); // longer than the wheel's run in all
    if (step === 6) await page.keyboard.up('Shift');
  }
  await page.mouse.up();
  await until('the oval to follow', async () => (await values(page))[0] > resized[0] + 3);
  await settled_painting(page);
  await page.keyboard.press('Control+z');
  await until('the drag to be undone', async () => String(await values(page)) === String(resized));
  await page.keyboard.press('Control+z');
  await until('the wheel to be undone', async () => String(await values(page)) === String(start));
  assert.ok(await page.isDisabled('#command-undo'));
  await context.close();
});

test('brackets turn the oval on keyboards that type them with Alt, too', async () => {
  const { page, context } = await with_cat();
  const start = await values(page);
  await page.focus('#crop');
  await page.evaluate(() => document.querySelector('#crop').dispatchEvent(new KeyboardEvent('keydown', { key: ']', altKey: true, bubbles: true })));
  await until('the oval to turn', async () => (await values(page))[4] > start[4]);
  await context.close();
});

test('zoom, sharpness and place are said once the oval rests, and a soft print is warned of before it is ordered', async () => {
  const { page, context } = await with_cat();
  await said(page, /^Zoom 100 %, \d+ DPI on the tee: soft\. Oval at \d+ % across/);
  const soft = await dpi_of(page);
  assert.match(await page.innerText('#soft-warning'), new RegExp(`At ${soft} DPI your pet prints soft on the tee`));
  const order = await page.evaluate(() => document.querySelector('#soft-warning').compareDocumentPosition(document.querySelector('#add-to-cart')));
  assert.equal(order, 4, 'the warning stands before the button');
  for (let step = 0; step < 4; step++) await page.click('button[data-command="bigger"]');
  await until('a larger oval to print sharper', async () => (await dpi_of(page)) > soft);
  await page.click('label.choice:has(input[name="product"][value="hat"])');
  await page.click('button[data-command="left"]');
  await said(page, /DPI on the hat: sharp/);
  assert.ok(await page.isHidden('#soft-warning'));
  assert.match(await page.innerText('#print-area'), /^Print on the front: 12\.7 × 5\.1 cm/);
  assert.equal(await page.locator('#sharpness li').count(), 3);
  await context.close();
});

test('a number that is too large becomes the largest, in the box that was typed into as on the photo', async () => {
  const { page, context } = await with_cat();
  await page.locator('details:has(#oval-fields) > summary').click();
  await page.fill('#field-2', '500');
  await page.press('#field-2', 'Enter');
  await until('the limit', async () => await page.inputValue('#field-2') === await page.getAttribute('#field-2', 'max'));
  await context.close();
});

test('the live words wait until a drag has ended', async () => {
  const { page, context } = await with_cat();
  await said(page, /DPI/);
  await page.evaluate(() => {
    window.changes = 0;
    new MutationObserver(() => { window.changes++; }).observe(document.querySelector('#oval-live'), { childList: true, characterData: true, subtree: true });
  });
  const at = await oval_center(page, CAT);
  await page.mouse.move(at.x, at.y);
  await page.mouse.down();
  for (let step = 1; step <= 12; step++) {
    await page.mouse.move(at.x + 3 * step, at.y);
    await page.waitForTimeout(100);
  }
  assert.equal(await page.evaluate(() => window.changes), 0);
  await page.mouse.up();
  await until('the end to be said', async () => (await page.evaluate(() => window.changes)) === 1, 10_000);
  await context.close();
});

test('a closer look: buttons and a key zoom, look around and go back, and the recipe stays', async () => {
  const { page, context } = await with_cat();
  const start = await values(page);
  assert.ok(await page.isHidden('#look-around'));
  await page.click('button[data-command="closer"]');
  await until('a closer look', async () => (await zoom(page)) === 125);
  await said(page, /^Zoom 125 %/);
  for (const side of ['left', 'right', 'up', 'down']) await page.click(`button[data-command="look_${side}"]`);
  await page.click('button[data-command="farther"]');
  await until('the whole photo', () => page.isHidden('#look-around'));
  await page.focus('#crop');
  await page.keyboard.press('1');
  await until('the close-up', async () => (await zoom(page)) > 125);
  assert.equal(await page.getAttribute('#close-up', 'aria-pressed'), 'true');
  await page.click('#close-up');
  await until('the whole photo again', async () => (await zoom(page)) === 100);
  assert.deepEqual(await values(page), start);
  assert.ok(await page.isDisabled('#command-undo'));
  await context.close();
});

test('the brush without dragging: its buttons move it and dab, and the cut-out is shown on the photo', async () => {
  const { page, context } = await with_cat();
  const shown = await settled_painting(page);
  const crop = async () => (await page.locator('#crop').screenshot()).toString('base64');
  await page.click('#touches > summary');
  await page.click('label.choice:has(input[name="tool"][value="erase"])');
  await page.waitForSelector('#tool-pad', { state: 'visible' });
  const untouched = await crop();
  await page.click('#tool-pad button[data-step="ArrowLeft"]');
  await page.click('#tool-use');
  await until('the stroke to count', async () => /\(1\)/.test(await page.innerText('#clear-strokes')));
  await settled_painting(page, shown);
  assert.notEqual(await crop(), untouched);
  await page.click('#clear-strokes');
  await settled_painting(page);
  await context.close();
});

test('with a tool in hand two fingers look closer and leave the oval alone', async () => {
  const { page, context } = await with_cat(PHONE, { hasTouch: true, isMobile: true });
  await page.tap('#touches > summary');
  await page.tap('label.choice:has(input[name="tool"][value="add"])');
  await page.locator('#crop').scrollIntoViewIfNeeded();
  const start = await values(page);
  const box = await page.locator('#crop').boundingBox();
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  const cdp = await context.newCDPSession(page);
  const touch = (type, ...points) =>
    cdp.send('Input.dispatchTouchEvent', { type, touchPoints: points.map(([px, py], id) => ({ x: px, y: py, id })) });
  await touch('touchStart', [x - 30, y]);
  await touch('touchStart', [x - 30, y], [x + 30, y]);
  for (let step = 1; step <= 6; step++) await touch('touchMove', [x - 30 - 6 * step, y], [x + 30 + 6 * step, y]);
  await touch('touchEnd');
  await until('a closer look', async () => (await zoom(page)) > 180);
  assert.deepEqual(await values(page), start);
  assert.match(await page.innerText('#clear-strokes'), /^Clear strokes$/, 'the first finger painted nothing');
  await context.close();
});

test('two fingers turn the oval about themselves', async () => {
  const { page, context } = await with_cat(PHONE, { hasTouch: true, isMobile: true });
  await page.locator('#crop').scrollIntoViewIfNeeded();
  const at = await oval_center(page, CAT);
  const cdp = await context.newCDPSession(page);
  const touch = (type, ...points) =>
    cdp.send('Input.dispatchTouchEvent', { type, touchPoints: points.map(([px, py], id) => ({ x: px, y: py, id })) });
  const on_circle = (degrees) => [0, 180].map((more) => [at.x + 40 * Math.cos(((degrees + more) * Math.PI) / 180), at.y + 40 * Math.sin(((degrees + more) * Math.PI) / 180)]);
  await touch('touchStart', on_circle(0)[0]);
  await touch('touchStart', ...on_circle(0));
  for (let degrees = 5; degrees <= 30; degrees += 5) await touch('touchMove', ...on_circle(degrees));
  await touch('touchEnd');
  await until('the oval to turn', async () => Math.abs((await values(page))[4] - 30) <= 1);
  await context.close();
});

test('the garment is drawn as sharp as the screen, in the chosen colour, and measured when asked', async () => {
  const { page, context } = await with_cat(PHONE, { deviceScaleFactor: 2 });
  const picture = () => page.evaluate(() => {
    const canvas = document.querySelector('#mockup canvas');
    const { data } = canvas.getContext('2d').getImageData(canvas.width * 0.5, canvas.height * 0.9, 1, 1);
    return { ratio: canvas.width / canvas.clientWidth, light: data[0], opaque: data[3] === 255 };
  });
  const white = await until('the garment', async () => {
    const drawn = await picture();
    return drawn.opaque && drawn;
  });
  assert.ok(Math.abs(white.ratio - 2) < 0.02);
  await page.click('label.choice:has(input[name="color"][value="Black"])');
  await until('black cloth', async () => (await picture()).light < white.light - 100);
  const plain = await page.evaluate(() => document.querySelector('#mockup canvas').toDataURL());
  await page.click('#measure-toggle');
  await until('the measures', () => page.evaluate((before) => document.querySelector('#mockup canvas').toDataURL() !== before, plain));
  await context.close();
});
