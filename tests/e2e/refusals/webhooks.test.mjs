// Webhooks judged and attacked with the payment service's own client.
import assert from 'node:assert/strict';
import { createHmac, randomBytes } from 'node:crypto';
import { before, test } from '../support/spec.mjs';
import Stripe from 'stripe';
import { assert_problem, create_checkout, make_design, new_cart, pay, session_of } from '../support/api.mjs';
import { mails_to, print_order_in, print_orders_of } from '../support/sandbox.mjs';
import { quoted, rows, secret, SHOP } from '../support/shop.mjs';
import { sleep, until } from '../support/wait.mjs';

const stripe = new Stripe(secret('STRIPE_SECRET_KEY'));
const STRIPE_SECRET = secret('STRIPE_WEBHOOK_SECRETS').split(',')[0];
const PRINTFUL_SECRET = secret('PRINTFUL_WEBHOOK_SECRET');
const now = () => Math.floor(Date.now() / 1000);
let design;
before(async () => { design = await make_design(); });

const stripe_event = (session, change = {}) => JSON.stringify({
  id: `evt_${randomBytes(12).toString('hex')}`, object: 'event', api_version: '2026-10-28.endive', created: now(), livemode: false,
  type: 'checkout.session.completed', data: { object: { id: session, object: 'checkout.session', payment_status: 'paid', status: 'complete' } }, ...change,
}, null, 2);
const signed = (payload, change = {}) => stripe.webhooks.generateTestHeaderString({ payload, secret: STRIPE_SECRET, timestamp: now(), ...change });
const post = (source, body, headers) =>
  fetch(`${SHOP}/api/webhook/${source}`, { method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } });
const inbox = (event_id) => rows(`select type from webhook_inbox where event_id = ${quoted(event_id)}`);
const status_of = async (number) => (await rows(`select id, status from orders where number = ${quoted(number)}`))[0];

const open_order = async () => {
  const { url, order_number } = await (await create_checkout(new_cart(design))).json();
  return { url, session: session_of(url), number: order_number };
};

test('forged and stale payment webhooks are refused and leave nothing', async () => {
  const { session, number } = await open_order();
  const body = stripe_event(session);
  const good = signed(body);
  const FORGED = {
    'no signature': undefined,
    'another secret': signed(body, { secret: `whsec_${'0'.repeat(48)}` }),
    'the secret without its prefix': signed(body, { secret: STRIPE_SECRET.slice(6) }),
    'an empty secret': `t=${now()},v1=${createHmac('sha256', '').update(`${now()}.${body}`).digest('hex')}`,
    'an old time': signed(body, { timestamp: now() - 301 }),
    'a far future': signed(body, { timestamp: now() + 3600 }),
    'a time changed afterwards': good.replace(/t=\d+/, `t=${now() - 10}`),
    'another scheme': signed(body, { scheme: 'v0' }),
    'no time': good.replace(/t=\d+,/, ''),
    'a cut signature': good.slice(0, -2),
    'words': 'let me in',
    'an empty v1': `t=${now()},v1=`,
  };
  for (const [what, header] of Object.entries(FORGED)) {
    await assert_problem(await post('stripe', body, header === undefined ? {} : { 'stripe-signature': header }), 400, what);
  }
  const tampered = body.replace('"paid"', '"free"');
  await assert_problem(await post('stripe', tampered, { 'stripe-signature': good }), 400, 'a changed body');
  await assert_problem(await post('stripe', body.trim() + '\n', { 'stripe-signature': good }), 400, 'one more byte');
  assert.deepEqual(await inbox(JSON.parse(body).id), []);
  assert.equal((await status_of(number)).status, 'created');
});

test('a signed body that is no event is refused', async () => {
  for (const body of ['{}', '[]', 'hello', '', '{"id":1}', '\u0000', '[[[[[[[[[[']) {
    await assert_problem(await post('stripe', body, { 'stripe-signature': signed(body) }), 400, body);
  }
});

test('a well-signed lie about a payment pays nothing: the session is read anew', async () => {
  const { session, number } = await open_order();
  const body = stripe_event(session);
  const answer = await post('stripe', body, { 'stripe-signature': signed(body) });
  assert.equal(answer.status, 200);
  assert.deepEqual(await answer.json(), { received: true });
  await until('the event to be processed', async () =>
    (await rows(`select processed_at from webhook_inbox where event_id = ${quoted(JSON.parse(body).id)}`))[0]?.processed_at);
  assert.equal((await status_of(number)).status, 'created');
});

test('any of several signatures is enough while a secret is replaced', async () => {
  const { session } = await open_order();
  const body = stripe_event(session);
  const [time, good] = signed(body).split(',');
  const answer = await post('stripe', body, { 'stripe-signature': `${time},v1=${'0'.repeat(64)},${good},v0=abc` });
  assert.equal(answer.status, 200);
});

test('a replayed payment webhook buys nothing twice', async () => {
  const email = `replay-${Date.now()}@example.com`;
  const { url, session, number } = await open_order();
  await pay(url, email);
  const { id } = await until('the order to be printed', async () => {
    const order = await status_of(number);
    return ['in_production', 'shipped'].includes(order.status) && order;
  });
  const body = stripe_event(session);
  const header = signed(body);
  const answers = await Promise.all(Array.from({ length: 6 }, () => post('stripe', body, { 'stripe-signature': header })));
  assert.deepEqual(answers.map((answer) => answer.status), [200, 200, 200, 200, 200, 200]);
  const other = stripe_event(session, { type: 'checkout.session.async_payment_succeeded' });
  assert.equal((await post('stripe', other, { 'stripe-signature': signed(other) })).status, 200);
  const late = stripe_event(session, { type: 'checkout.session.async_payment_failed' });
  assert.equal((await post('stripe', late, { 'stripe-signature': signed(late) })).status, 200);
  const expired = stripe_event(session, { type: 'checkout.session.expired' });
  assert.equal((await post('stripe', expired, { 'stripe-signature': signed(expired) })).status, 200);
  assert.equal((await inbox(JSON.parse(body).id)).length, 1);
  await until('all events to be processed', async () =>
    (await rows(`select event_id from webhook_inbox where object_id = ${quoted(session)} and processed_at is null`)).length === 0);
  await print_order_in(id, ['inprocess', 'fulfilled']);
  assert.equal((await print_orders_of(id)).length, 1);
  assert.equal((await mails_to(email)).filter((mail) => mail.subject.includes('at Picasso Pet')).length, 1);
  assert.ok(['in_production', 'shipped'].includes((await status_of(number)).status));
});

test('events of other kinds and unknown objects are taken and change nothing', async () => {
  for (const body of [
    stripe_event('cs_test_of_another_shop'),
    JSON.stringify({ id: `evt_${randomBytes(8).toString('hex')}`, object: 'event', type: 'invoice.paid', data: { object: { id: 'in_1', object: 'invoice' } } }),
  ]) {
    assert.equal((await post('stripe', body, { 'stripe-signature': signed(body) })).status, 200);
    await until('it to be processed', async () =>
      (await rows(`select processed_at from webhook_inbox where event_id = ${quoted(JSON.parse(body).id)}`))[0]?.processed_at);
  }
});

const printful_signature = (body, key = Buffer.from(PRINTFUL_SECRET, 'hex')) => createHmac('sha256', key).update(body).digest('hex');
const printful_event = (change = {}) => JSON.stringify({
  type: 'shipment_sent', occurred_at: new Date().toISOString().slice(0, 19) + 'Z', retries: 0, store_id: 10001,
  data: { shipment: { id: 7, tracking_number: 'FORGED' }, order: { id: 1, external_id: '0'.repeat(32) } }, ...change,
});

test('forged and stale printer webhooks are refused', async () => {
  const body = printful_event();
  const FORGED = {
    'no signature': {},
    'another key': { 'x-pf-webhook-signature': printful_signature(body, randomBytes(32)) },
    'the secret not decoded from hex': { 'x-pf-webhook-signature': printful_signature(body, PRINTFUL_SECRET) },
    'an empty key': { 'x-pf-webhook-signature': printful_signature(body, '') },
    'a cut signature': { 'x-pf-webhook-signature': printful_signature(body).slice(0, 32) },
    'words': { 'x-pf-webhook-signature': 'hello' },
  };
  for (const [what, headers] of Object.entries(FORGED)) await assert_problem(await post('printful', body, headers), 400, what);
  const old = printful_event({ occurred_at: '2020-01-01T00:00:00Z' });
  await assert_problem(await post('printful', old, { 'x-pf-webhook-signature': printful_signature(old) }), 400, 'years old');
  const malformed = '{"type":7}';
  await assert_problem(await post('printful', malformed, { 'x-pf-webhook-signature': printful_signature(malformed) }), 400, 'malformed');
  assert.deepEqual(await rows("select number from orders where tracking_number = 'FORGED'"), []);
});

test('a replayed printer webhook sends no second mail, and its tracking number is not believed', async () => {
  const email = `parcel-${Date.now()}@example.com`;
  const { url, number } = await open_order();
  await pay(url, email);
  const { id } = await until('the order to ship', async () => {
    const order = await status_of(number);
    return order.status === 'shipped' && order;
  }, 45_000);
  const event = (retries) => printful_event({ retries, data: { shipment: { id: 7, tracking_number: 'FORGED' }, order: { id: 1, external_id: id.replaceAll('-', '') } } });
  for (const body of [event(0), event(1), event(2)]) {
    assert.equal((await post('printful', body, { 'x-pf-webhook-signature': printful_signature(body) })).status, 200);
  }
  await until('the mails to be sent', async () => (await mails_to(email)).length >= 2);
  await sleep(1500);
  assert.equal((await mails_to(email)).filter((mail) => mail.subject.includes('on its way')).length, 1);
  const [order] = await rows(`select tracking_number from orders where id = ${quoted(id)}`);
  assert.notEqual(order.tracking_number, 'FORGED');
});
