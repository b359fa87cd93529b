// A product that Printify makes: from the photo to the parcel at the door, through outages, and back to the first printer.
import assert from 'node:assert/strict';
import { after, afterEach, before, test } from '../support/spec.mjs';
import { assert_problem, create_checkout, make_design, new_cart, pay } from '../support/api.mjs';
import { owner } from '../support/owner.mjs';
import { act_on_parcel, clear_faults, faults_left, mail_to, print_orders_of, printify_orders_of, requests, SHIPPED, switch_fault } from '../support/sandbox.mjs';
import { quoted, rows } from '../support/shop.mjs';
import { until } from '../support/wait.mjs';

let hoodie;
const new_email = (name) => `${name}-${Date.now()}@example.com`;
const order_of = async (number) => (await rows(`select * from orders where number = ${quoted(number)}`))[0];

async function verb(...args) {
  const done = await owner('products', ...args);
  assert.equal(done.status, 0, done.said);
  return done.said;
}

async function buy(email, address = {}) {
  const opened = await create_checkout(new_cart(hoodie, 'hoodie-black-m'));
  assert.equal(opened.status, 200);
  const { url, order_number } = await opened.json();
  assert.equal((await pay(url, email, address)).status, 303);
  return order_number;
}

const in_state = (number, state) =>
  until(`order ${number} to be ${state}`, async () => {
    const order = await order_of(number);
    return order.status === state && order;
  }, 90_000);

before(async () => {
  hoodie = await make_design({ print_spec: 'hoodie' });
  assert.match(await verb('map', 'hoodie', '--blueprint', '77', '--print-provider', '99'), /5 of 5 variants/);
  assert.match(await verb('provider', 'hoodie', 'printify'), /made by printify/);
});
after(() => verb('provider', 'hoodie', 'printful'));
afterEach(clear_faults);

test('a hoodie is bought, made by Printify, sent, and arrives by the word of the carrier', async () => {
  const email = new_email('printify');
  const number = await buy(email);
  const { id } = await in_state(number, 'shipped');
  const [made, ...others] = await printify_orders_of(id);
  assert.deepEqual(others, []);
  assert.deepEqual(await print_orders_of(id), [], 'the first printer has no part in it');
  assert.equal(made.object.status, 'fulfilled');
  assert.equal(made.object.line_items[0].variant_id, 32919);
  assert.deepEqual(made.files.map((file) => [file.position, file.status]), [['front', 'ok']]);
  assert.equal(made.object.address_to.last_name, 'Muster');
  const parcel = made.object.shipments[0].number;
  assert.match((await mail_to(email, SHIPPED)).text, new RegExp(parcel));
  assert.equal(made.object.shipments[0].delivered_at, null, 'Printify does not say that it arrived');

  await until('the carrier to be asked', async () => (await requests('easypost')).some((one) => one.body.includes(parcel)));
  await act_on_parcel(parcel, 'delivered');
  await in_state(number, 'delivered');
});

test('Printify is down, then takes an order and the connection breaks before it can say so: one order in the end', async () => {
  await switch_fault('printify', 'down', 2);
  await switch_fault('printify', '429', 1, 0, 'catalog');
  await switch_fault('printify', 'reset_after_work', 1, 0, 'orders.json');
  await switch_fault('printify', 'reset_after_work', 1, 0, 'send_to_production');
  const number = await buy(new_email('printify-down'));
  const { id } = await in_state(number, 'shipped');
  assert.deepEqual(await faults_left(), [], 'each outage was met');
  assert.equal((await printify_orders_of(id)).length, 1);
});

test('an address that is not there goes before a person, unprinted; a wrong postal code is completed', async () => {
  const lost = await buy(new_email('nowhere'), { line1: '1 Nowhere Lane' });
  const { id, trouble } = await in_state(lost, 'needs_attention');
  assert.match(trouble, /address check: E\.ADDRESS\.NOT_FOUND/);
  assert.deepEqual(await printify_orders_of(id), []);
  const corrected = await in_state(await buy(new_email('typo'), { postal_code: '99999' }), 'shipped');
  assert.equal((await printify_orders_of(corrected.id))[0].object.address_to.zip, '97201-4567');
  assert.equal(corrected.ship_postal_code, '99999', 'the order keeps what was typed');
});

test('a cart for two printers is refused with advice', async () => {
  const cart = new_cart(hoodie, 'hoodie-black-m');
  cart.items.push({ design_id: await make_design(), variant_sku: 'tee-white-m', quantity: 1 });
  const problem = await assert_problem(await create_checkout(cart), 409, 'two printers');
  assert.match(problem.detail, /one after the other/);
});
