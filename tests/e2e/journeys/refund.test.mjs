// Money back, by the owner's verb and by the payment service's own dashboard.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { before, test } from '../support/spec.mjs';
import { create_checkout, make_design, new_cart, pay } from '../support/api.mjs';
import { owner } from '../support/owner.mjs';
import { mail_to, mails_to } from '../support/sandbox.mjs';
import { quoted, rows, SANDBOX, secret } from '../support/shop.mjs';
import { until } from '../support/wait.mjs';

let design;
before(async () => { design = await make_design(); });

async function paid_order(email) {
  const { url, order_number } = await (await create_checkout(new_cart(design))).json();
  assert.equal((await pay(url, email)).status, 303);
  await until('the order to be paid', async () => (await order(order_number)).paid_cents > 0, 30_000);
  return order_number;
}

const order = async (number) => (await rows(`select * from orders where number = ${quoted(number)}`))[0];
const refunds = (number) =>
  rows(`select r.* from refunds r join orders o on o.id = r.order_id where o.number = ${quoted(number)} order by r.sequence`);
const settled = (number, count) =>
  until(`${count} refunds of ${number} to succeed`, async () => {
    const all = await refunds(number);
    return all.length === count && all.every((one) => one.state === 'succeeded') ? all : undefined;
  }, 30_000);

test('a part and then the rest goes back, each once and with a mail', async () => {
  const email = `refund-${Date.now()}@example.com`;
  const number = await paid_order(email);
  const id = randomUUID();
  for (let times = 0; times < 2; ++times) {
    const asked = await owner('refund', number, '1000', '--reason', 'a stain', '--id', id);
    assert.equal(asked.status, 0, asked.said);
  }
  const [part] = await settled(number, 1);
  assert.equal(part.amount_cents, 1000);
  assert.match((await mail_to(email, /refund of \$10\.00/)).subject, new RegExp(number));
  assert.notEqual((await order(number)).status, 'refunded');

  const too_much = await owner('refund', number, '999999', '--reason', 'greed');
  assert.equal(too_much.status, 1);
  assert.match(too_much.said, /can be refunded/);
  assert.equal((await owner('refund', number, '--reason', 'the rest')).status, 0);
  await settled(number, 2);
  const done = await until('the order to be refunded', async () => {
    const one = await order(number);
    return one.status === 'refunded' ? one : undefined;
  }, 30_000);
  assert.equal(done.refunded_cents, done.paid_cents);
  assert.equal((await owner('refund', number, '--reason', 'again')).status, 1);
  await until('both mails', async () => (await mails_to(email)).filter((mail) => /refund/i.test(mail.subject)).length === 2, 30_000);
});

test('an order refunded at once is not printed', async () => {
  const number = await paid_order(`refund-now-${Date.now()}@example.com`);
  assert.equal((await owner('refund', number, '--reason', 'changed mind')).status, 0);
  await settled(number, 1);
  await until('the jobs of the order to end', async () => {
    const { id } = await order(number);
    const [{ open }] = await rows(`select count(*) as open from jobs where payload = ${quoted(id)} and finished_at is null`);
    return open === 0;
  }, 30_000);
  const [fulfillment] = await rows(`select f.provider_state from fulfillments f join orders o on o.id = f.order_id where o.number = ${quoted(number)}`);
  const { status, trouble } = await order(number);
  assert.equal(status, 'refunded');
  if (fulfillment && fulfillment.provider_state !== 'canceled') assert.match(trouble, /no longer stops it/);
});

test('a refund made at the payment service itself is recorded', async () => {
  const number = await paid_order(`refund-hand-${Date.now()}@example.com`);
  const { payment_intent_id } = await order(number);
  const made = await fetch(`${SANDBOX}/stripe/v1/refunds`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${secret('STRIPE_SECRET_KEY')}`, 'content-type': 'application/x-www-form-urlencoded',
      'stripe-version': '2026-10-28.endive', 'idempotency-key': randomUUID(),
    },
    body: new URLSearchParams({ payment_intent: payment_intent_id, amount: '500' }),
  });
  assert.equal(made.status, 200, await made.clone().text());
  const [refund] = await settled(number, 1);
  assert.deepEqual([refund.actor, refund.amount_cents], ['stripe', 500]);
});

test('no story was changed afterwards', async () => {
  const audit = await owner('audit');
  assert.equal(audit.status, 0, audit.said);
  assert.match(audit.said, /^[1-9]\d* orders, [1-9]\d* entries, 0 broken/);
});
