// The same way with the keyboard alone: no mouse, no script that sets a value.
import assert from 'node:assert/strict';
import { after, before, test } from '../support/spec.mjs';
import { buyer, card, GOOD_CARD } from '../support/api.mjs';
import { launch, new_visitor, PHONE, screenshot } from '../support/browser.mjs';
import { choose, go_to, press, type_into } from '../support/keyboard.mjs';
import { photo_path } from '../support/pictures.mjs';
import { CONFIRMATION, mail_to, order_link_in, print_order_in } from '../support/sandbox.mjs';
import { quoted, rows, SANDBOX, SHOP } from '../support/shop.mjs';
import { steps_of } from '../support/steps.mjs';
import { cents_of, settled_painting, thank_you, values } from '../support/studio.mjs';

const EMAIL = `keys-${Date.now()}@example.com`;
let browser;
before(async () => { browser = await launch(); });
after(() => browser?.close());

test('a visitor buys a hoodie with the keyboard alone', async (t) => {
  let shown_cents;
  const step = steps_of(t);
  const visitor = await new_visitor(browser, PHONE);
  const { page } = visitor;

  await step('the first stop of a page skips its header', async () => {
    await page.goto(SHOP);
    await go_to(page, '.skip-link', 'Tab', 1);
    await press(page, 'Enter');
    await go_to(page, 'main a[href="/studio"]');
    await press(page, 'Enter');
    await page.waitForURL(`${SHOP}/studio`);
  });

  await step('a photo is chosen', async () => {
    await go_to(page, '#photo-file');
    const [chooser] = await Promise.all([page.waitForEvent('filechooser'), press(page, 'Enter')]);
    await chooser.setFiles(photo_path('cat.jpg'));
    await page.waitForSelector('#studio-work', { state: 'visible' });
  });

  await step('keys move, resize and turn the oval', async () => {
    let seen = await settled_painting(page);
    await go_to(page, '#crop');
    const [x, y, size, , turn] = await values(page);
    await press(page, 'ArrowRight', 3);
    await press(page, 'ArrowUp', 3);
    await press(page, '+', 2);
    await press(page, ']', 2);
    seen = await settled_painting(page, seen);
    const now = await values(page);
    assert.ok(now[0] > x && now[1] < y && now[2] > size && now[4] > turn, `${[x, y, size, turn]} became ${now}`);
    await go_to(page, '[data-command="bigger"]');
    await press(page, 'Enter');
    await settled_painting(page, seen);
    assert.deepEqual(visitor.sent, []);
  });

  await step('a black hoodie in XL, two of them, goes into the cart', async () => {
    await choose(page, '#choose-product', 'hoodie');
    await choose(page, '#choose-size', 'XL');
    await go_to(page, '#quantity-more');
    await press(page, 'Enter');
    await go_to(page, '#add-to-cart');
    await press(page, 'Enter');
    await page.waitForSelector('#added', { state: 'visible', timeout: 60_000 });
    await screenshot(page, 'keyboard-studio-phone');
    await go_to(page, '#added a');
    await press(page, 'Enter');
    await page.waitForURL(`${SHOP}/cart`);
  });

  await step('the payment page is filled in and sent with Enter', async () => {
    await page.waitForSelector('#checkout:enabled');
    shown_cents = cents_of(await page.innerText('#cart-total'));
    await go_to(page, '#checkout');
    await press(page, 'Enter');
    await page.waitForURL(`${SANDBOX}/stripe/pay/**`);
    const typed = { ...buyer(EMAIL), ...card(GOOD_CARD) };
    for (const id of ['email', 'phone', 'name']) await type_into(page, `#${id}`, typed[id]);
    await go_to(page, '#country');
    await page.keyboard.type('United States');
    for (const id of ['line1', 'city', 'state', 'postal_code', 'card_number', 'card_expiry', 'card_cvc']) {
      await type_into(page, `#${id}`, typed[id]);
    }
    await go_to(page, '#pay');
    await press(page, 'Enter');
  });

  await step('the order page is reached and the order is printed', async () => {
    const number = await thank_you(page);
    await go_to(page, 'main a[href*="/orders/"]');
    await press(page, 'Enter');
    await page.waitForURL(`${SHOP}/orders/**`);
    const [order] = await rows(`select id, total_cents from orders where number = ${quoted(number)}`);
    assert.equal(order.total_cents, shown_cents);
    assert.ok(shown_cents > 2 * 4900);
    const printed = await print_order_in(order.id, ['inprocess', 'fulfilled']);
    assert.deepEqual([printed.items[0].variant_id, printed.items[0].quantity], [5533, 2]);
    const mail = await mail_to(EMAIL, CONFIRMATION);
    assert.equal(order_link_in(mail), page.url());
    assert.deepEqual(visitor.complaints, []);
  });
});
