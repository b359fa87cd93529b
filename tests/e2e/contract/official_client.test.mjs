// The payment stand-in, held against the payment service's own client.
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { after, before, test } from '../support/spec.mjs';
import Stripe from 'stripe';
import { pay } from '../support/api.mjs';
import { start_tapped_sandbox } from '../support/tapped_sandbox.mjs';
import { until } from '../support/wait.mjs';

let sandbox;
let stripe;
before(async () => {
  sandbox = await start_tapped_sandbox();
  const to_sandbox = (url, options) => fetch(String(url).replace('https://api.stripe.com', `${sandbox.url}/stripe`), options);
  stripe = new Stripe(sandbox.keys.STRIPE_SECRET_KEY, { httpClient: Stripe.createFetchHttpClient(to_sandbox), telemetry: false });
});
after(() => sandbox?.stop());

const session_params = () => ({
  mode: 'payment',
  success_url: 'http://127.0.0.1:9/thanks?session_id={CHECKOUT_SESSION_ID}',
  line_items: [{ quantity: 2, price_data: { currency: 'usd', unit_amount: 1500, product_data: { name: 'A tee' } } }],
  shipping_address_collection: { allowed_countries: ['US', 'DE'] },
  phone_number_collection: { enabled: true },
});

test('a session is created, paid, read, and its webhook carries a signature that the client accepts', async () => {
  const session = await stripe.checkout.sessions.create(session_params(), { idempotencyKey: 'one' });
  assert.equal(session.amount_total, 3000);
  const again = await stripe.checkout.sessions.create(session_params(), { idempotencyKey: 'one' });
  assert.equal(again.id, session.id);
  const paid = await pay(session.url, 'client@example.com');
  assert.equal(paid.headers.get('location'), `http://127.0.0.1:9/thanks?session_id=${session.id}`);
  const webhook = await until('the webhook', () =>
    sandbox.received.find((one) => one.path === '/api/webhook/stripe' && one.body.includes('"checkout.session.completed"')), 10_000);
  const event = stripe.webhooks.constructEvent(webhook.body, webhook.headers['stripe-signature'], sandbox.keys.STRIPE_WEBHOOK_SECRET);
  assert.equal(event.data.object.id, session.id);
  assert.throws(() => stripe.webhooks.constructEvent(webhook.body, webhook.headers['stripe-signature'], 'whsec_other'));
  const read = await stripe.checkout.sessions.retrieve(session.id, { expand: ['line_items', 'payment_intent.latest_charge'] });
  assert.equal(read.payment_status, 'paid');
  assert.equal(read.collected_information.shipping_details.address.city, 'San Francisco');
  assert.equal(read.payment_intent.latest_charge.amount, 3000);
});

test('a payment is refunded in parts, and not beyond what was paid', async () => {
  const session = await stripe.checkout.sessions.create(session_params());
  await pay(session.url, 'client@example.com');
  const { payment_intent } = await stripe.checkout.sessions.retrieve(session.id);
  assert.equal((await stripe.refunds.create({ payment_intent, amount: 1000 })).status, 'succeeded');
  await assert.rejects(stripe.refunds.create({ payment_intent, amount: 2500 }), { type: 'StripeInvalidRequestError' });
});

test('wrong keys, parameters and reused idempotency keys are refused as the client expects', async () => {
  const elsewhere = new Stripe('sk_test_wrong', { httpClient: Stripe.createFetchHttpClient((url, options) =>
    fetch(String(url).replace('https://api.stripe.com', `${sandbox.url}/stripe`), options)), telemetry: false });
  await assert.rejects(elsewhere.checkout.sessions.list(), { type: 'StripeAuthenticationError' });
  await assert.rejects(stripe.checkout.sessions.create({ ...session_params(), payment_method_types: ['card'] }), { type: 'StripeInvalidRequestError' });
  await stripe.checkout.sessions.create(session_params(), { idempotencyKey: 'two' });
  await assert.rejects(stripe.checkout.sessions.create({ ...session_params(), locale: 'de' }, { idempotencyKey: 'two' }), { type: 'StripeIdempotencyError' });
});

test('the printer\'s webhooks are signed with the key decoded from hex', async () => {
  const headers = { authorization: `Bearer ${sandbox.keys.PRINTFUL_TOKEN}`, 'x-pf-store-id': '10001', 'content-type': 'application/json' };
  const recipient = { name: 'M', address1: '1 Main St', city: 'San Francisco', state_code: 'CA', country_code: 'US', zip: '94105' };
  const made = await fetch(`${sandbox.url}/printful/orders?confirm=true`, {
    method: 'POST', headers, body: JSON.stringify({ external_id: 'signed', recipient, items: [{ variant_id: 4012, quantity: 1, files: [{ type: 'default', url: 'http://127.0.0.1:9/none.png' }] }] }),
  });
  assert.equal(made.status, 200, await made.text());
  const webhook = await until('the webhook', () => sandbox.received.find((one) => one.path === '/api/webhook/printful'), 60_000); // it asks for the file five times
  const expected = createHmac('sha256', Buffer.from(sandbox.keys.PRINTFUL_WEBHOOK_SECRET, 'hex')).update(webhook.body).digest('hex');
  assert.equal(webhook.headers['x-pf-webhook-signature'], expected);
  assert.equal(JSON.parse(webhook.body).type, 'order_failed', 'a file that cannot be had fails the order');
});
