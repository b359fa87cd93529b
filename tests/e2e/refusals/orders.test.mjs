// Carts, addresses and methods that make no sense.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { before, test } from '../support/spec.mjs';
import { assert_page, assert_problem, create_checkout, make_design, new_cart, settled_design, upload } from '../support/api.mjs';
import { photo_bytes } from '../support/pictures.mjs';
import { quoted, rows, SHOP } from '../support/shop.mjs';

let design;
before(async () => { design = await make_design(); });

const item = (change) => ({ design_id: design, variant_sku: 'tee-white-m', quantity: 1, ...change });

// Refused with the status, and no order of this cart exists afterwards.
async function assert_refused(cart, status, what) {
  const problem = await assert_problem(await create_checkout(cart), status, what);
  const id = typeof cart === 'object' ? cart.cart_id : undefined;
  if (typeof id === 'string') assert.deepEqual(await rows(`select number from orders where cart_id = ${quoted(id)}`), [], what);
  return problem;
}

const BAD_ITEMS = {
  'an unknown product': { variant_sku: 'poster-xl' },
  'a variant of another kind': { variant_sku: 'tee' },
  'quantity 0': { quantity: 0 },
  'quantity -1': { quantity: -1 },
  'quantity 21': { quantity: 21 },
  'quantity 10000': { quantity: 10000 },
  'a quantity beyond all numbers': { quantity: 2 ** 53 },
  'half a tee': { quantity: 1.5 },
  'a quantity in words': { quantity: 'two' },
  'no quantity': { quantity: undefined },
  'an unknown design': { design_id: randomUUID() },
  'a design that is no id': { design_id: "'; drop table orders; --" },
  'no design': { design_id: null },
};
for (const [what, change] of Object.entries(BAD_ITEMS)) {
  test(`a cart with ${what}`, () => assert_refused({ cart_id: randomUUID(), items: [item(change)] }, 400, what));
}

const MANY = 10_000;
const BAD_CARTS = {
  'no items': () => ({ cart_id: randomUUID(), items: [] }),
  'items that are no list': () => ({ cart_id: randomUUID(), items: {} }),
  'one good and one bad item': () => ({ cart_id: randomUUID(), items: [item({}), item({ quantity: 0 })] }),
  'no id': () => ({ items: [item({})] }),
  'an id that is none': () => ({ cart_id: 'mine', items: [item({})] }),
  'no JSON': () => '{"cart_id":',
  'a number': () => '7',
  'nothing': () => '',
};
for (const [what, cart] of Object.entries(BAD_CARTS)) test(`a cart with ${what}`, () => assert_refused(cart(), 400, what));

test('a cart too large for anybody', async () => {
  const answer = await create_checkout({ cart_id: randomUUID(), items: Array.from({ length: MANY }, () => item({})) });
  assert.ok([400, 413].includes(answer.status), String(answer.status));
  await assert_problem(answer, answer.status, 'large cart');
});

test('a design that was rejected, or is not ready, cannot be ordered', async () => {
  const { id } = await (await upload({ photo: photo_bytes('dog.jpg'), sha256: 'e'.repeat(64) })).json();
  await assert_refused(new_cart(id), 409, 'a design that is not ready');
  assert.equal((await settled_design(id)).status, 'rejected');
  await assert_refused(new_cart(id), 409, 'a design that was rejected');
});

test('prices come from the shop, whatever the browser says', async () => {
  const cart = new_cart(design);
  Object.assign(cart.items[0], { price_minor: 1, unit_price_cents: 1, currency: 'JPY' });
  const answer = await create_checkout(cart);
  if (answer.status === 400) return assert_problem(answer, 400, 'prices in the cart');
  const { order_number } = await answer.json();
  const [order] = await rows(`select total_cents, currency from orders where number = ${quoted(order_number)}`);
  assert.deepEqual(order, { total_cents: 2900 + 499, currency: 'USD' });
});

test('an order is shown to nobody without its link', async () => {
  const { order_number } = await (await create_checkout(new_cart(design))).json();
  for (const path of [order_number, `${order_number}?t=`, `${order_number}?t=AAAA`, 'PP-00000000', `PP-00000000?t=${'A'.repeat(43)}`]) {
    const text = await assert_page(await fetch(`${SHOP}/orders/${path}`), 404, path);
    assert.doesNotMatch(text, /Unisex tee/);
  }
});

test('a return from no payment is a page a person understands', async () => {
  await assert_page(await fetch(`${SHOP}/thank-you`), 400, 'no session');
  await assert_page(await fetch(`${SHOP}/thank-you?session_id=cs_test_nothing`), 404, 'unknown session');
  await assert_page(await fetch(`${SHOP}/thank-you?session_id=../../v1/events`), 404, 'a path for a session');
});

test('unknown addresses: a page for people, a problem for programs', async () => {
  for (const path of ['/nothing', '/studio/x', '/orders', '/wp-login.php', '/.env', '/assets/none.js', '/%2e%2e/%2e%2e/etc/passwd', `/${'x'.repeat(3000)}`]) {
    await assert_page(await fetch(SHOP + path), 404, path.slice(0, 40));
  }
  for (const path of ['/api/nothing', '/api', '/api/designs', `/api/designs/${randomUUID()}`, '/api/designs/none', `/api/designs/${randomUUID()}/preview.png`]) {
    const answer = await fetch(SHOP + path);
    if (path === '/api') assert.equal(answer.status, 404);
    else await assert_problem(answer, 404, path);
  }
  const print = await fetch(`${SHOP}/print/${'A'.repeat(22)}/${'0'.repeat(64)}.png`);
  assert.equal(print.status, 404);
});

test('an address that is too long, and one that is broken', async () => {
  const long = await fetch(`${SHOP}/?${'x'.repeat(20_000)}`);
  await assert_page(long, 414, 'a long address');
  const broken = await fetch(`${SHOP}/orders/%zz`);
  assert.ok([400, 404].includes(broken.status), String(broken.status));
});

test('wrong methods are told which are right', async () => {
  const wrong = [['GET', '/api/upload', 'POST'], ['GET', '/api/create-checkout', 'POST'], ['PUT', '/api/products', 'GET'],
    ['PUT', `/api/designs/${design}`, 'GET'], ['PATCH', `/api/designs/${design}`, 'DELETE'], ['GET', '/api/webhook/stripe', 'POST'], ['PATCH', '/api/create-checkout', 'POST']];
  for (const [method, path, allowed] of wrong) {
    const answer = await fetch(SHOP + path, { method });
    assert.match(answer.headers.get('allow') ?? '', new RegExp(allowed), `${method} ${path}`);
    await assert_problem(answer, 405, `${method} ${path}`);
  }
  for (const path of ['/', '/studio', '/cart']) {
    const answer = await fetch(SHOP + path, { method: 'POST', body: 'x' });
    assert.equal(answer.status, 405, path);
  }
});

test('a body that is too large is refused before it is read', async () => {
  await assert_problem(await create_checkout(' '.repeat(400_000)), 413, 'checkout');
  const webhook = await fetch(`${SHOP}/api/webhook/stripe`, { method: 'POST', body: ' '.repeat(1_200_000) });
  await assert_problem(webhook, 413, 'webhook');
});
