// The same way with one finger on a phone: no mouse, no key but those of the phone's own keyboard.
import assert from 'node:assert/strict';
import { after, before, test } from '../support/spec.mjs';
import { buyer, card, GOOD_CARD } from '../support/api.mjs';
import { launch, new_visitor, PHONE } from '../support/browser.mjs';
import { photo_path } from '../support/pictures.mjs';
import { CONFIRMATION, mail_to, order_link_in, print_order_in } from '../support/sandbox.mjs';
import { quoted, rows, SANDBOX, SHOP } from '../support/shop.mjs';
import { steps_of } from '../support/steps.mjs';
import { oval_center, settled_painting, thank_you, values } from '../support/studio.mjs';
import { finger_of } from '../support/touch.mjs';

const EMAIL = `taps-${Date.now()}@example.com`;
let browser;
before(async () => { browser = await launch(); });
after(() => browser?.close());

test('a visitor buys a tee with taps alone', async (t) => {
  const step = steps_of(t);
  const visitor = await new_visitor(browser, PHONE, { hasTouch: true, isMobile: true, deviceScaleFactor: 3 });
  const { page, context } = visitor;
  const finger = await finger_of(context, page);

  await step('a photo is chosen', async () => {
    await page.goto(SHOP);
    await page.tap('.hero a[href*="/studio"]');
    await page.waitForURL(/\/studio$/);
    const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.tap('label.dropzone')]);
    await chooser.setFiles(photo_path('cat.jpg'));
    await page.waitForSelector('#studio-work', { state: 'visible' });
  });

  await step('a finger drags the oval, taps resize, turn and take back', async () => {
    let seen = await settled_painting(page);
    const [x, , size] = await values(page);
    await page.locator('#crop').scrollIntoViewIfNeeded();
    const from = await oval_center(page, await photo_on(page));
    await finger.drag(from, { x: from.x - 40, y: from.y + 10 });
    seen = await settled_painting(page, seen);
    assert.ok((await values(page))[0] < x - 2, 'the oval followed the finger');
    await page.tap('[data-command="bigger"]');
    await page.tap('[data-command="turn_left"]');
    seen = await settled_painting(page, seen);
    const now = await values(page);
    assert.ok(now[2] > size && now[4] < 0, `${now}`);
    await page.tap('#command-undo');
    await settled_painting(page, seen);
    assert.equal((await values(page))[4], 0);
  });

  await step('the face is looked at under the paint, and a stroke of the brush is added', async () => {
    await page.tap('#before-toggle');
    assert.equal(await page.isVisible('#before'), true);
    await page.tap('#before-toggle');
    await page.tap('#touches summary');
    await page.tap('label.choice:has(input[name="tool"][value="add"])');
    await page.locator('#crop').scrollIntoViewIfNeeded();
    const at = await oval_center(page, await photo_on(page));
    await finger.drag({ x: at.x, y: at.y - 30 }, { x: at.x + 30, y: at.y - 30 });
    await page.waitForSelector('#clear-strokes:enabled');
    assert.deepEqual(visitor.sent, [], 'and still the photo is on the phone alone');
  });

  await step('two black tees in S go into the cart', async () => {
    for (const [name, value] of [['product', 'tee'], ['color', 'Black'], ['size', 'S']]) {
      await page.tap(`label.choice:has(input[name="${name}"][value="${value}"])`);
    }
    await page.tap('#quantity-more');
    await page.tap('#add-to-cart');
    await page.waitForSelector('#added', { state: 'visible', timeout: 60_000 });
    await page.tap('#added a');
    await page.waitForURL(/\/cart$/);
  });

  await step('the payment page is filled in', async () => {
    await page.waitForSelector('#checkout:enabled');
    await page.tap('#checkout');
    await page.waitForURL(`${SANDBOX}/stripe/pay/**`);
    const { country, line2, ...typed } = { ...buyer(EMAIL), ...card(GOOD_CARD) };
    await page.selectOption('#country', country); // the phone's own list
    for (const [id, text] of Object.entries(typed)) {
      await page.tap(`#${id}`);
      await page.keyboard.type(text);
    }
    await page.tap('#pay');
  });

  await step('the order is paid and printed, and its page shows it', async () => {
    const number = await thank_you(page);
    await page.tap('main a[href*="/orders/"]');
    await page.waitForURL(/\/orders\//);
    const [order] = await rows(`select id, status from orders where number = ${quoted(number)}`);
    const printed = await print_order_in(order.id, ['inprocess', 'fulfilled']);
    assert.deepEqual(printed.items.map((item) => item.quantity), [2]);
    assert.equal(order_link_in(await mail_to(EMAIL, CONFIRMATION)), page.url());
    assert.deepEqual(visitor.complaints, []);
  });
});

// The canvas has the shape of the photo.
async function photo_on(page) {
  const [width, height] = await page.evaluate(() => document.querySelector('#crop').style.aspectRatio.split('/').map(Number));
  return { width, height };
}
