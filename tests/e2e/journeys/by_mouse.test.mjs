// From the landing page to a parcel with a tracking number, with a mouse.
import assert from 'node:assert/strict';
import { after, before, test } from '../support/spec.mjs';
import { launch, new_visitor, screenshots } from '../support/browser.mjs';
import { native_preview_sha256, photo_path } from '../support/pictures.mjs';
import { CONFIRMATION, mail_to, order_link_in, print_order_in, SHIPPED } from '../support/sandbox.mjs';
import { quoted, rows, SANDBOX, SHOP } from '../support/shop.mjs';
import { steps_of } from '../support/steps.mjs';
import { add_to_cart, cents_of, choose_photo, drag_oval, fill_payment, go_to_payment, settled_painting, thank_you, values } from '../support/studio.mjs';
import { until } from '../support/wait.mjs';

const DOG = { width: 768, height: 576 };
const EMAIL = `mouse-${Date.now()}@example.com`;
let browser;
before(async () => { browser = await launch(); });
after(() => browser?.close());

test('a visitor buys two things with a mouse and follows the parcel', async (t) => {
  const step = steps_of(t);
  const visitor = await new_visitor(browser);
  const { page, sent } = visitor;
  let order, shown_cents, warned_dpi;

  await step('the landing page shows the products with their prices', async () => {
    await page.goto(SHOP);
    const text = await page.innerText('main');
    for (const word of ['tee', 'hoodie', 'hat', '$29', '$49', '$32']) assert.ok(text.includes(word), word);
    await screenshots(page, '1-landing');
  });

  await step('the studio takes a photo and shows it in the painting', async () => {
    await page.click('.hero a[href="/studio"]');
    await page.waitForURL(`${SHOP}/studio`);
    await screenshots(page, '2-studio-empty');
    await choose_photo(page, photo_path('dog.jpg'));
  });

  await step('dragging, zooming and turning the oval change the picture', async () => {
    let seen = await settled_painting(page);
    const [x, , size] = await values(page);
    await drag_oval(page, DOG, -60, 30);
    seen = await settled_painting(page, seen);
    assert.ok((await values(page))[0] < x - 2, 'the oval went left');
    await page.mouse.wheel(0, 200);
    seen = await settled_painting(page, seen);
    assert.ok((await values(page))[2] < size, 'the wheel made the oval smaller');
    await page.click('[data-command="turn_right"]');
    seen = await settled_painting(page, seen);
    assert.ok((await values(page))[4] > 0, 'the oval turned');
    await page.click('#command-undo');
    await settled_painting(page, seen);
    assert.equal((await values(page))[4], 0, 'and turned back');
    await screenshots(page, '3-studio');
  });

  await step('not a byte of the photo left the device so far', () => assert.deepEqual(sent, []));

  await step('two things go into the cart', async () => {
    await page.setViewportSize({ width: 1280, height: 900 });
    const shown = await settled_painting(page);
    await add_to_cart(page, { product: 'tee', color: 'Black', size: 'L' });
    warned_dpi = (await page.innerText('#soft-warning')).match(/At (\d+) DPI/)[1];
    assert.deepEqual(sent, [`POST ${SHOP}/api/upload`]);
    const [design] = await rows(`select recipe, status from pet_images where preview_sha256 = ${quoted(shown)}`);
    assert.ok(design, 'what was sent is what the canvas shows');
    assert.equal(design.status, 'complete');
    assert.equal(await native_preview_sha256('dog.jpg', JSON.parse(design.recipe)), shown, 'and what the native renderer makes');
    await add_to_cart(page, { product: 'hat', color: 'Olive' });
    assert.equal(await page.innerText('#cart-count'), '2');
  });

  await step('the cart shows both with the total', async () => {
    await page.click('#added a');
    await page.waitForURL(`${SHOP}/cart`);
    await page.waitForSelector('#checkout:enabled');
    assert.equal(await page.locator('.cart-line').count(), 2);
    assert.equal(await page.innerText('#cart-subtotal'), '$61.00');
    shown_cents = cents_of(await page.innerText('#cart-total'));
    assert.ok(shown_cents > 6100, 'with shipping to where the browser is from');
    await screenshots(page, '4-cart');
  });

  await step('the payment page asks for the address and takes the card', async () => {
    await go_to_payment(page);
    await fill_payment(page, EMAIL);
    await screenshots(page, '5-payment');
    await page.click('#pay');
    const number = await thank_you(page);
    [order] = await rows(`select * from orders where number = ${quoted(number)}`);
    assert.equal(order.total_cents, shown_cents);
    assert.equal(order.user_email, EMAIL);
    assert.equal(await page.isVisible('#cart-count'), false, 'the cart is empty');
    assert.ok(await page.locator('#thanks-paintings img').evaluateAll((all) => all.length > 0 && all.every((one) => one.naturalWidth > 0)), 'what was made is shown');
    await page.reload();
    assert.ok(await page.isVisible('#thanks-paintings img'), 'and still after a reload');
    await screenshots(page, '6-thank-you');
  });

  await step('a confirmation arrives, and its link shows the order', async () => {
    const mail = await mail_to(EMAIL, CONFIRMATION);
    assert.ok(mail.text.includes(order.number) && mail.text.includes(`$${(shown_cents / 100).toFixed(2)}`), mail.text);
    await page.goto(`${SANDBOX}/mailbox/${mail.number}`);
    await screenshots(page, '7-confirmation-mail');
    await page.setContent(mail.html);
    await screenshots(page, '7-confirmation-mail-alone');
    await page.goto(order_link_in(mail));
    assert.match(await page.innerText('main'), new RegExp(order.number));
    // The photo is small: the studio has warned of it, and the shop has come to the same figure by itself.
    const files = await rows(`select print_spec, pet_dpi from print_files where pet_image_id in (select pet_image_id from order_items where order_id = ${quoted(order.id)})`);
    const dpi_of = (spec) => files.find((file) => file.print_spec === spec).pet_dpi;
    assert.equal(String(dpi_of('tee')), warned_dpi);
    assert.match(await page.innerText('.cart-line:has-text("Unisex tee")'), new RegExp(`\\b${dpi_of('tee')} DPI\\b`));
    await screenshots(page, '8-order-paid');
  });

  await step('the printer gets the order and the very files that were rendered', async () => {
    const printed = await print_order_in(order.id, ['inprocess', 'fulfilled']);
    assert.deepEqual(printed.items.map((item) => [item.variant_id, item.quantity]).sort(), [[13353, 1], [4018, 1]]);
    const made = await rows(`select sha256 from print_files where pet_image_id in (select pet_image_id from order_items where order_id = ${quoted(order.id)})`);
    const downloaded = printed.items.flatMap((item) => item.files.map((file) => file.sha256)).sort();
    assert.ok(downloaded.every((sha256) => made.some((file) => file.sha256 === sha256)), String(downloaded));
    assert.equal(printed.recipient.name, 'Maxine Muster');
    await page.goto(`${SANDBOX}/printful-orders`);
    await screenshots(page, '9-print-orders');
  });

  await step('the shipping mail and the order page tell the tracking number', async () => {
    await print_order_in(order.id, ['fulfilled']);
    const mail = await until('the shipping mail', async () => {
      const [now] = await rows(`select tracking_number, status from orders where id = ${quoted(order.id)}`);
      return now.tracking_number && mail_to(EMAIL, SHIPPED, 15_000);
    });
    const [{ tracking_number, shipped_at, status }] = await rows(`select * from orders where id = ${quoted(order.id)}`);
    assert.equal(status, 'shipped');
    assert.ok(shipped_at);
    assert.ok(mail.text.includes(tracking_number));
    await page.goto(order_link_in(mail));
    assert.match(await page.innerText('.parcel'), new RegExp(tracking_number));
    await screenshots(page, '10-order-shipped');
  });

  await step('one order at the printer, three mails, nothing left to do, no complaint in the console', async () => {
    const { length } = await (await fetch(`${SANDBOX}/mailbox.json`)).json().then((all) => all.filter((mail) => mail.to.includes(EMAIL)));
    assert.equal(length, 3);
    const jobs = await rows(`select kind, state, last_error from jobs where payload = ${quoted(order.id)} and state <> 'completed'`);
    assert.deepEqual(jobs, []);
    assert.deepEqual(visitor.complaints, []);
    assert.deepEqual(visitor.foreign, []);
  });
});
