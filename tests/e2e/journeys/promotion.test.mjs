// A promotion code from the owner's hand to the buyer's mail.
import assert from 'node:assert/strict';
import { randomBytes, randomUUID } from 'node:crypto';
import { test } from '../support/spec.mjs';
import { assert_problem, create_checkout, make_design, new_cart, pay, quote_cart } from '../support/api.mjs';
import { owner } from '../support/owner.mjs';
import { mail_to, requests } from '../support/sandbox.mjs';
import { quoted, rows } from '../support/shop.mjs';
import { steps_of } from '../support/steps.mjs';
import { until } from '../support/wait.mjs';

const CODE = `E2E-${randomBytes(4).toString('hex').toUpperCase()}`;
const OWN_PRICE = 499; // of shipping, while no country is named
const EMAIL = `promotion-${Date.now()}@example.com`;

async function quote(body, language) {
  const answer = await quote_cart(body, language);
  assert.equal(answer.status, 200, await answer.clone().text());
  return answer.json();
}

const uses = async () => (await rows(`select uses from promotions where code = ${quoted(CODE)}`))[0].uses;

test('a code that is good for one order', async (t) => {
  const step = steps_of(t);
  let cart;
  let started;

  await step('the owner makes it', async () => {
    const made = await owner('promotion', 'add', CODE, '--percent', '25', '--products', 'tee', '--limit', '1', '--minimum', '2000');
    assert.equal(made.status, 0, made.said);
    const again = await owner('promotion', 'add', CODE, '--percent', '25');
    assert.equal(again.status, 1);
    assert.match(again.said, /there already/);
    assert.match((await owner('promotion', 'list')).said, new RegExp(`${CODE}: 25% off; used 0 of 1`));
    const named = ['--description', 'For your friends', '--description-de', 'Für deine Freunde'];
    const worded = await owner('promotion', 'add', `${CODE}-W`, '--percent', '5', ...named);
    assert.match(worded.said, /For your friends/);
  });

  await step('the cart is told what it gives, and what shipping costs', async () => {
    cart = new_cart(await make_design(), 'tee-white-m', 2);
    const told = await quote({ ...cart, promotion_code: CODE.toLowerCase(), country: 'DE' });
    assert.deepEqual([told.subtotal_minor, told.discount_minor, told.total_minor - told.shipping_minor], [5800, 1450, 4350]);
    assert.ok(told.shipping_minor > 0);
    assert.deepEqual(told.promotion, { code: CODE, description: '25% off' });
    const in_german = async (code) => (await quote({ ...cart, promotion_code: code }, 'de')).promotion.description;
    assert.equal(await in_german(CODE), '25 % Rabatt');
    assert.equal(await in_german(`${CODE}-W`), 'Für deine Freunde');
    assert.equal((await quote({ items: cart.items, promotion_code: 'NOBODY' })).promotion_problem_code, 'unknown');
  });

  await step('another sum than the one shown is not charged', async () => {
    const problem = await assert_problem(await create_checkout({ ...cart, promotion_code: CODE, expected_total_minor: 5800, expected_shipping_minor: OWN_PRICE }), 409, 'old sum');
    assert.equal(problem.quote.discount_minor, 1450);
    assert.equal(await uses(), 0);
  });

  await step('the payment page takes it off', async () => {
    const answer = await create_checkout({ ...cart, promotion_code: CODE, expected_total_minor: 4350, expected_shipping_minor: OWN_PRICE });
    assert.equal(answer.status, 200, await answer.clone().text());
    started = await answer.json();
    const page = await (await fetch(started.url)).text();
    assert.match(page, /Discount/);
    assert.match(page, /\$48\.49/);
    const coupon = (await requests('stripe')).find((one) => one.path.endsWith('/v1/coupons') && one.body.includes(CODE));
    assert.match(coupon.body, /amount_off=1450/);
    assert.equal(await uses(), 1);
  });

  await step('nobody else gets it meanwhile', async () => {
    const other = { ...cart, cart_id: randomUUID() };
    const problem = await assert_problem(await create_checkout({ ...other, promotion_code: CODE }), 409, 'used up');
    assert.equal(problem.quote.promotion_problem_code, 'used_up');
  });

  await step('the order is paid with the discount, and the mail says so', async () => {
    assert.equal((await pay(started.url, EMAIL)).status, 303);
    await until('the order to be paid', async () => {
      const [order] = await rows(`select status from orders where number = ${quoted(started.order_number)}`);
      assert.notEqual(order.status, 'needs_attention');
      return order.status !== 'created';
    }, 30_000);
    const mail = await mail_to(EMAIL, /at Picasso Pet/);
    assert.match(JSON.stringify(mail), new RegExp(`-\\$14\\.50 \\(${CODE}\\)`));
    const [redemption] = await rows(`select state, discount_cents from promotion_redemptions where code = ${quoted(CODE)}`);
    assert.deepEqual(redemption, { state: 'redeemed', discount_cents: 1450 });
  });
});

test('a changed mind gives the code back', async () => {
  const code = `${CODE}-B`;
  assert.equal((await owner('promotion', 'add', code, '--amount', '500', '--limit', '1')).status, 0);
  const cart = new_cart(await make_design());
  assert.equal((await create_checkout({ ...cart, promotion_code: code })).status, 200);
  assert.equal((await create_checkout(cart)).status, 200);
  const [{ uses: left }] = await rows(`select uses from promotions where code = ${quoted(code)}`);
  assert.equal(left, 0);
  assert.equal((await owner('promotion', 'end', code)).status, 0);
  assert.equal((await quote({ items: cart.items, promotion_code: code })).promotion_problem_code, 'ended');
});
