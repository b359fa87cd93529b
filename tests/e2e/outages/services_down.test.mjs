// Each service fails in its own ways; in the end there is exactly one of everything.
import assert from 'node:assert/strict';
import { afterEach, before, test } from '../support/spec.mjs';
import { assert_problem, create_checkout, make_design, new_cart, pay, quote_cart, session_of } from '../support/api.mjs';
import { change_settings, clear_faults, CONFIRMATION, faults_left, mails_to, print_order_in, print_orders_of, requests, SHIPPED, switch_fault } from '../support/sandbox.mjs';
import { meddle, quoted, rows } from '../support/shop.mjs';
import { until } from '../support/wait.mjs';

let design;
before(async () => { design = await make_design({ photo: 'dogs.jpg' }); });
afterEach(async () => {
  await clear_faults();
  await change_settings({ stripe_webhook: 'after', webhook_copies: 1, webhook_delay_ms: 200 });
});

const new_email = (name) => `${name}-${Date.now()}@example.com`;
const order_of = async (number) => (await rows(`select * from orders where number = ${quoted(number)}`))[0];
const open_checkout = async (cart = new_cart(design)) => (await create_checkout(cart)).json();

// Everything happened, once. What is due in a month, as the end of shared links, is not waited for.
async function assert_once(number, email) {
  const { id } = await order_of(number);
  const order = await print_order_in(id, ['inprocess', 'fulfilled'], 90_000);
  await until('the confirmation', async () => (await mails_to(email)).some((mail) => CONFIRMATION.test(mail.subject)), 90_000);
  await until('the jobs to be done', async () =>
    (await rows("select id from jobs where state not in ('completed', 'discarded') and run_at < now() + interval '1 day'")).length === 0, 60_000);
  assert.equal((await print_orders_of(id)).length, 1);
  assert.equal((await mails_to(email)).filter((mail) => CONFIRMATION.test(mail.subject)).length, 1);
  assert.deepEqual(await rows("select kind, last_error from jobs where state = 'discarded'"), []);
  return order;
}

async function buy_during(email, faults) {
  const { url, order_number } = await open_checkout();
  for (const fault of faults) await switch_fault(...fault);
  assert.equal((await pay(url, email)).status, 303);
  return order_number;
}

test('the printer is out of reach for a while', async () => {
  const email = new_email('printer-down');
  const number = await buy_during(email, [['printful', 'down', 3]]);
  await assert_once(number, email);
  assert.deepEqual(await faults_left(), [], 'the outage was met');
});

test('the printer takes the order and the connection breaks before it can say so', async () => {
  const email = new_email('printer-reset');
  // The first request asks for stock, the second one places it.
  await meddle('delete from provider_answers');
  const number = await buy_during(email, [['printful', 'latency', 1, 1], ['printful', 'reset_after_work', 1]]);
  await assert_once(number, email);
  const { id } = await order_of(number);
  const placed = (await requests('printful')).filter((one) => one.method === 'POST' && one.body.includes(id.replaceAll('-', '')) && one.status === 200);
  assert.equal(placed.length, 1, 'it was placed once');
});

const shipping_to = async (country, cart) => (await (await quote_cart({ ...cart, country })).json()).shipping_minor;
const placed_with = async (order_number) => (await rows(`select reason from order_history h join orders o on o.id = h.order_id where o.number = ${quoted(order_number)} and event = 'placed'`))[0].reason;

test('carts are priced and paid while the printer is out of reach', async () => {
  const cart = new_cart(design);
  await meddle('delete from provider_answers');
  await switch_fault('printful', 'down', 1);
  const own = await shipping_to('DE', cart);
  assert.equal(own, 499, "the shop's own price");
  assert.deepEqual(await faults_left(), [], 'the printer was asked');

  const rate = await until("the printer's rate", async () => {
    const told = await shipping_to('DE', cart);
    return told !== own && told;
  });
  await meddle("update provider_answers set read_at = now() - interval '1 hour'");
  await switch_fault('printful', 'down', 2);
  assert.equal(await shipping_to('DE', cart), rate, "the printer's word of an hour ago");
  const started = await create_checkout({ ...cart, country: 'DE', expected_shipping_minor: rate });
  assert.equal(started.status, 200);
  const { url, order_number } = await started.json();
  assert.match(await placed_with(order_number), new RegExp(`shipping to DE at ${rate} cents: the printer's rate of earlier`));
  await clear_faults();
  const email = new_email('cart-priced');
  assert.equal((await pay(url, email, { country: 'DE', state: '', postal_code: '10115', city: 'Berlin' })).status, 303);
  await assert_once(order_number, email);
});

test('the printer asks for patience, then answers half', async () => {
  const email = new_email('printer-busy');
  const number = await buy_during(email, [['printful', '429', 1], ['printful', '500', 1], ['printful', 'truncated', 1]]);
  await assert_once(number, email);
});

test('the mail service fails three times, then the mail goes out once', async () => {
  const email = new_email('mail-down');
  const number = await buy_during(email, [['sendgrid', '500', 1], ['sendgrid', '429', 1], ['sendgrid', 'down', 1]]);
  await assert_once(number, email);
  assert.deepEqual(await faults_left(), []);
});

test('no payment page can be made: a clear answer, and the second click works', async () => {
  const cart = new_cart(design);
  await switch_fault('stripe', '500', 20);
  const refused = await create_checkout(cart);
  await assert_problem(refused, 503, 'payments are down');
  await clear_faults();
  const { url, order_number } = await open_checkout(cart);
  assert.equal((await rows(`select id from orders where cart_id = ${quoted(cart.cart_id)}`)).length, 1, 'no second order');
  const email = new_email('payment-down');
  await pay(url, email);
  await assert_once(order_number, email);
});

test('a payment page whose answer was lost is the one that is used', async () => {
  const cart = new_cart(design);
  await switch_fault('stripe', 'reset_after_work', 1);
  const { url } = await until('the checkout', async () => {
    const answer = await create_checkout(cart);
    return answer.status === 200 && answer.json();
  });
  const [{ id }] = await rows(`select id from orders where cart_id = ${quoted(cart.cart_id)}`);
  const made = (await requests('stripe')).filter((one) => one.method === 'POST' && one.path.endsWith('/checkout/sessions') && one.body.includes(id));
  assert.ok(made.length >= 2);
  assert.equal(new Set(made.map((one) => one.headers['idempotency-key'])).size, 1, 'every try is the same request');
  assert.equal((await pay(url, new_email('lost'))).status, 303);
});

test('payments cannot be looked up when the webhook comes', async () => {
  const email = new_email('lookup-down');
  const { url, order_number } = await open_checkout();
  const paid = await pay(url, email);
  await switch_fault('stripe', '500', 4);
  await fetch(paid.headers.get('location'));
  await assert_once(order_number, email);
});

test('the return page alone settles a payment whose webhook never comes', async () => {
  const email = new_email('silent');
  const { url, order_number } = await open_checkout();
  await change_settings({ stripe_webhook: 'never' });
  const paid = await pay(url, email);
  await fetch(paid.headers.get('location'));
  assert.notEqual((await order_of(order_number)).status, 'created');
  await assert_once(order_number, email);
});

test('the webhook alone settles a payment whose buyer never comes back, also when it comes first and five times', async () => {
  const email = new_email('five');
  await change_settings({ stripe_webhook: 'before', webhook_copies: 5 });
  const { url, order_number } = await open_checkout();
  await pay(url, email);
  const session = session_of(url);
  await assert_once(order_number, email);
  const events = await rows(`select type from webhook_inbox where object_id = ${quoted(session)} and type = 'checkout.session.completed'`);
  assert.equal(events.length, 1, 'five deliveries are one event');
  await until('the shipping mail', async () => (await mails_to(email)).some((mail) => SHIPPED.test(mail.subject)), 40_000);
  assert.equal((await mails_to(email)).length, 3);
});

// The mail service has no idempotency key: nothing is sent again while its events can still tell.
test('the mail service takes the mail and the connection breaks: its events say so, and there is no second one', async () => {
  const email = new_email('mail-reset');
  await switch_fault('sendgrid', 'reset_after_work', 1);
  const { url, order_number } = await open_checkout();
  assert.equal((await pay(url, email)).status, 303);
  const { id } = await until('the order', async () => order_of(order_number));
  await until('the mail to count as sent', async () =>
    (await rows(`select sent_at from mails where order_id = ${quoted(id)} and kind = 'confirmation' and state = 'sent'`)).length === 1, 30_000);
  await assert_once(order_number, email);
  assert.equal((await order_of(order_number)).trouble, null);
});

test('the mail service asks for patience, fails, and answers half: one mail in the end', async () => {
  const email = new_email('mail-busy');
  const number = await buy_during(email, [['sendgrid', '429', 1], ['sendgrid', '500', 1], ['sendgrid', 'truncated', 1]]);
  await assert_once(number, email);
});

test('nobody brings the news that an order was paid: the shop looks for itself', async () => {
  const email = new_email('nobody');
  const { url, order_number } = await open_checkout();
  await change_settings({ stripe_webhook: 'never' });
  assert.equal((await pay(url, email)).status, 303);
  const { id } = await order_of(order_number);
  // As if the usual way had had its time.
  await meddle(`update orders set created_at = created_at - interval '10 minutes' where id = ${quoted(id)}`);
  await meddle("insert into jobs (kind, payload, max_attempts, run_at) values ('shop.reconcile', '', 1, now())");
  await until('the order to be settled', async () => (await order_of(order_number)).paid_at, 30_000);
  await assert_once(order_number, email);
});
