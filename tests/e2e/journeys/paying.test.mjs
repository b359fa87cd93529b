// Everything that can happen at and around the payment page.
import assert from 'node:assert/strict';
import { after, before, test } from '../support/spec.mjs';
import { BANK_ASKS_CARD, DECLINED_CARD, create_checkout, GOOD_CARD, make_design, new_cart, pay, session_of } from '../support/api.mjs';
import { launch, new_visitor, screenshot, screenshots } from '../support/browser.mjs';
import { CONFIRMATION, mail_to, mails_to, order_link_in, print_order_in, print_orders_of, requests, settle_bank_debit } from '../support/sandbox.mjs';
import { quoted, rows, SHOP } from '../support/shop.mjs';
import { fill_payment, go_to_payment, number_on, put_cart, thank_you } from '../support/studio.mjs';
import { sleep, until } from '../support/wait.mjs';

let browser;
let design;
before(async () => {
  browser = await launch();
  design = await make_design();
});
after(() => browser?.close());

const new_email = (name) => `${name}-${Date.now()}@example.com`;
const order_of = async (number) => (await rows(`select * from orders where number = ${quoted(number)}`))[0];
const order_in = (number, status) => until(`order ${number} to be ${status}`, async () => {
  const order = await order_of(number);
  return order.status === status && order;
});

async function at_payment_page() {
  const visitor = await new_visitor(browser);
  const cart = new_cart(design);
  await put_cart(visitor.page, cart);
  await go_to_payment(visitor.page);
  return { ...visitor, cart };
}

// One order, one printer's order, one mail.
async function assert_bought_once(number, email) {
  const order = await order_of(number);
  await print_order_in(order.id, ['pending', 'inprocess', 'fulfilled']);
  await mail_to(email, CONFIRMATION);
  assert.equal((await print_orders_of(order.id)).length, 1);
  assert.equal((await mails_to(email)).filter((mail) => CONFIRMATION.test(mail.subject)).length, 1);
}

test('a declined card is explained, and a good one then pays', async () => {
  const { page, context } = await at_payment_page();
  const email = new_email('declined');
  await fill_payment(page, email, DECLINED_CARD);
  await page.click('#pay');
  assert.match(await page.innerText('#errors'), /declined/);
  await screenshot(page, 'payment-declined');
  assert.equal(await page.inputValue('#email'), email, 'what was typed is kept');
  await fill_payment(page, email, GOOD_CARD);
  await page.click('#pay');
  await assert_bought_once(await thank_you(page), email);
  await context.close();
});

test('who shops in German pays, comes back, and is written to in German', async () => {
  const { page, context } = await new_visitor(browser);
  const cart = new_cart(design, 'hat-navy');
  await put_cart(page, cart, '/de');
  await go_to_payment(page);
  assert.match(await page.innerText('body'), /Cord-Cap/);
  const [asked] = (await requests('stripe')).filter(({ body }) => body.includes(encodeURIComponent(`${SHOP}/de/thank-you`))).slice(-1);
  assert.match(asked.body, /(^|&)locale=de(&|$)/);
  await page.click('#cancel');
  await page.waitForURL(`${SHOP}/de/cart`);
  await go_to_payment(page);
  const email = new_email('deutsch');
  await fill_payment(page, email);
  await page.click('#pay');
  const number = await thank_you(page);
  assert.equal(new URL(page.url()).pathname, '/de/thank-you');
  assert.equal((await order_of(number)).language, 'de');
  const mail = await mail_to(email, /^Deine Bestellung \S+ bei Picasso Pet$/);
  assert.match(mail.text, /Cord-Cap/);
  await page.goto(order_link_in(mail));
  assert.equal(new URL(page.url()).pathname, `/de/orders/${number}`);
  assert.match(await page.innerText('main'), /Cord-Cap/);
  await screenshots(page, 'order-german');
  await context.close();
});

test('a bank that asks is answered no, then yes', async () => {
  const { page, context } = await at_payment_page();
  const email = new_email('bank');
  await fill_payment(page, email, BANK_ASKS_CARD);
  await page.click('#pay');
  await page.click('#deny');
  assert.match(await page.innerText('#errors'), /authenticate/);
  await fill_payment(page, email, BANK_ASKS_CARD);
  await page.click('#pay');
  await page.click('#approve');
  await assert_bought_once(await thank_you(page), email);
  await context.close();
});

test('a payment that settles later is not printed before, and is printed then', async () => {
  const { page, context } = await at_payment_page();
  const email = new_email('later');
  const session = session_of(page.url());
  await fill_payment(page, email);
  await page.click('#pay-later');
  await page.waitForURL(`${SHOP}/thank-you**`);
  assert.equal(await page.getAttribute('main', 'data-state'), 'processing');
  await screenshot(page, 'thank-you-waiting');
  const number = await number_on(page);
  await sleep(1500);
  assert.equal((await order_of(number)).status, 'created');
  await settle_bank_debit(session, true);
  assert.equal(await thank_you(page), number);
  await assert_bought_once(number, email);
  await context.close();
});

test('a payment that fails later cancels the order, and nothing is printed', async () => {
  const email = new_email('failed');
  const { url, order_number } = await (await create_checkout(new_cart(design))).json();
  assert.equal((await pay(url, email, { action: 'pay_later' })).status, 303);
  await settle_bank_debit(session_of(url), false);
  const order = await order_in(order_number, 'canceled');
  assert.deepEqual(await print_orders_of(order.id), []);
  assert.deepEqual(await mails_to(email), []);
});

test('leaving the payment page leads back to the full cart, and from there to the same payment page', async () => {
  const { page, context } = await at_payment_page();
  const first = page.url();
  await page.click('#cancel');
  await page.waitForURL(`${SHOP}/cart`);
  await page.waitForSelector('#checkout:enabled');
  assert.equal(await page.locator('.cart-line').count(), 1);
  await go_to_payment(page);
  assert.equal(page.url(), first);
  await context.close();
});

test('the back button after paying shows that it is paid, and pays nothing again', async () => {
  const { page, context } = await at_payment_page();
  const email = new_email('back');
  const payment_page = page.url();
  await fill_payment(page, email);
  await page.click('#pay');
  const number = await thank_you(page);
  await page.goBack();
  if (await page.isVisible('#pay')) {
    await fill_payment(page, email);
    await page.click('#pay');
  } else {
    await page.goto(payment_page);
  }
  assert.match(await page.innerText('h1'), /already paid/i);
  await assert_bought_once(number, email);
  await context.close();
});

test('a cart that is already paid leads to its order instead of a second payment', async () => {
  const { page, context, cart } = await at_payment_page();
  const email = new_email('again');
  await fill_payment(page, email);
  await page.click('#pay');
  const number = await thank_you(page);
  await put_cart(page, cart);
  await page.click('#checkout');
  await page.waitForSelector('#cart-paid a');
  assert.match(await page.innerText('#cart-status'), /already been paid/);
  await screenshot(page, 'cart-already-paid');
  await page.click('#cart-paid a');
  await page.waitForURL(`${SHOP}/orders/${number}?t=*`);
  const refused = await create_checkout(cart);
  assert.equal(refused.status, 409);
  assert.equal((await refused.json()).order_url, page.url());
  await assert_bought_once(number, email);
  await context.close();
});

test('two clicks on Checkout at once open one payment page', async () => {
  const cart = new_cart(design);
  const answers = await Promise.all(Array.from({ length: 4 }, async () => (await create_checkout(cart)).json()));
  assert.equal(new Set(answers.map((answer) => answer.url)).size, 1, JSON.stringify(answers));
  assert.equal(new Set(answers.map((answer) => answer.order_number)).size, 1);
  const made = await rows(`select id from orders where cart_id = ${quoted(cart.cart_id)}`);
  assert.equal(made.length, 1);
  const keys = (await requests('stripe')).filter((one) => one.method === 'POST' && one.body.includes(made[0].id)).map((one) => one.headers['idempotency-key']);
  assert.equal(new Set(keys).size, 1);
});

test('two clicks on Pay at once charge once', async () => {
  const email = new_email('double');
  const { url, order_number } = await (await create_checkout(new_cart(design))).json();
  const answers = await Promise.all([pay(url, email), pay(url, email), pay(url, email)]);
  assert.deepEqual(answers.map((answer) => answer.status).sort(), [303, 409, 409]);
  await order_in(order_number, 'in_production');
  await assert_bought_once(order_number, email);
});

test('a changed cart closes the older payment page', async () => {
  const cart = new_cart(design);
  const first = await (await create_checkout(cart)).json();
  const second = await (await create_checkout({ ...cart, items: [{ ...cart.items[0], quantity: 3 }] })).json();
  assert.notEqual(first.url, second.url);
  const page = await fetch(first.url);
  assert.match(await page.text(), /expired/);
  assert.equal((await order_of(first.order_number)).status, 'expired');
  assert.equal((await order_of(second.order_number)).total_cents, 3 * 2900 + 499);
});
