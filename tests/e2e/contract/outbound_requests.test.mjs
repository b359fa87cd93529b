// Every request that the shop made to a service during this run, held against the owners' published schemas.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { before, test } from '../support/spec.mjs';
import Ajv from 'ajv';
import Ajv2020 from 'ajv/dist/2020.js';
import ajv_formats from 'ajv-formats';
import qs from 'qs';
import { create_checkout, make_design, new_cart, pay } from '../support/api.mjs';
import { owner } from '../support/owner.mjs';
import { requests } from '../support/sandbox.mjs';
import { quoted, ROOT, rows } from '../support/shop.mjs';
import { until } from '../support/wait.mjs';

const SPECS = process.env.PICASSO_SPECS_DIR ?? `${ROOT}/../shared/specs`;
const skip = existsSync(SPECS) ? false : 'the published schemas are not on this machine (PICASSO_SPECS_DIR)';
const spec = (path) => JSON.parse(readFileSync(`${SPECS}/${path}`, 'utf8'));

let all = [];
const asked = (service, method, pattern) => all.filter((one) => one.service === service && one.method === method && pattern.test(one.path));

before(async () => {
  const { url, order_number } = await (await create_checkout(new_cart(await make_design()))).json();
  await pay(url, `contract-${Date.now()}@example.com`);
  await until('the order to be mailed and in production', async () => {
    const [order] = await rows(`select o.status, (select count(*) from mails m where m.order_id = o.id and sent_at is not null) as mails from orders o where number = ${quoted(order_number)}`);
    return ['in_production', 'shipped'].includes(order.status) && order.mails > 0;
  }, 60_000);
  const code = `OUT-${Date.now()}`;
  assert.equal((await owner('promotion', 'add', code, '--percent', '10')).status, 0);
  assert.equal((await create_checkout({ ...new_cart(await make_design()), promotion_code: code })).status, 200);
  assert.equal((await owner('refund', order_number, '100', '--reason', 'to see the request')).status, 0);
  await until('the refund to be made', async () => (await requests('stripe')).some((one) => one.path.endsWith('/v1/refunds') && one.method === 'POST'), 30_000);
  // Carts ask only while orders leave room, and not for what was asked lately.
  const design = await make_design();
  let pieces = 0;
  await until('a cart to ask what shipping to the US costs', async () => {
    await create_checkout({ ...new_cart(design, 'tee-white-m', pieces++ % 20 + 1), country: 'US' });
    return (await requests('printful')).some((one) => one.path.endsWith('/shipping/rates') && one.body.includes('"US"'));
  }, 60_000, 2_000);
  all = await requests();
});

function assert_valid(validate, value, what) {
  if (!validate(value)) assert.fail(`${what}: ${JSON.stringify(validate.errors.slice(0, 4))} in ${JSON.stringify(value).slice(0, 1500)}`);
}

test('checkout sessions are created as the pinned version wants them', { skip }, () => {
  const ajv = new Ajv({ strict: false, coerceTypes: true, allErrors: true });
  ajv_formats(ajv);
  const validate = ajv.compile(spec('stripe/CheckoutSessionCreateParams.schema.json'));
  const made = asked('stripe', 'POST', /\/v1\/checkout\/sessions$/);
  assert.ok(made.length > 0);
  for (const { body } of made) assert_valid(validate, qs.parse(body, { arrayLimit: 200, depth: 20 }), 'session');
});

test('a coupon and a refund are asked for as the pinned version wants them', { skip }, () => {
  for (const [path, schema] of [[/\/v1\/coupons$/, 'CouponCreateParams'], [/\/v1\/refunds$/, 'RefundCreateParams']]) {
    const ajv = new Ajv({ strict: false, coerceTypes: true, allErrors: true });
    ajv_formats(ajv);
    const validate = ajv.compile(spec(`stripe/${schema}.schema.json`));
    const made = asked('stripe', 'POST', path);
    assert.ok(made.length > 0, schema);
    for (const { body } of made) assert_valid(validate, qs.parse(body, { arrayLimit: 200, depth: 20 }), schema);
  }
});

test('payment requests carry version, key and idempotency key', () => {
  const made = all.filter((one) => one.service === 'stripe');
  assert.ok(made.length > 0);
  for (const { method, path, headers } of made) {
    assert.equal(headers['stripe-version'], '2026-10-28.endive', path);
    assert.match(headers.authorization, /^Bearer /, path);
    if (method !== 'POST') continue;
    assert.match(headers['content-type'], /^application\/x-www-form-urlencoded/, path);
    assert.ok(headers['idempotency-key']?.length >= 16 && headers['idempotency-key'].length <= 255, path);
  }
});

test('a session says all that the shop needs back', () => {
  for (const { body } of asked('stripe', 'POST', /\/v1\/checkout\/sessions$/)) {
    const form = qs.parse(body, { arrayLimit: 200, depth: 20 });
    assert.match(form.success_url, /\{CHECKOUT_SESSION_ID\}/);
    assert.equal(form.phone_number_collection.enabled, 'true');
    const countries = form.shipping_address_collection.allowed_countries;
    assert.ok(countries.length > 0 && countries.every((country) => /^[A-Z]{2}$/.test(country)), JSON.stringify(countries));
    assert.ok(form.client_reference_id && form.metadata && form.payment_intent_data?.metadata, 'the order is named on session and payment');
    assert.equal(form.allow_promotion_codes === 'true' && form.discounts !== undefined, false);
    assert.doesNotMatch(JSON.stringify([form.metadata, form.payment_intent_data.metadata]), /@/, 'no personal data in metadata');
  }
});

// Read-only members are what the service adds; they cannot be required of a request.
function without_read_only(schema, root, seen = new Set()) {
  if (!schema || typeof schema !== 'object' || seen.has(schema)) return;
  seen.add(schema);
  if (Array.isArray(schema.required) && schema.properties) {
    const read_only = (name) => {
      let property = schema.properties[name];
      while (property?.$ref) property = property.$ref.slice(2).split('/').reduce((at, key) => at?.[key.replaceAll('~1', '/')], root);
      return property?.readOnly;
    };
    schema.required = schema.required.filter((name) => !read_only(name));
    if (schema.required.length === 0) delete schema.required;
  }
  for (const member of Object.values(schema)) without_read_only(member, root, seen);
}

// `nullable` of OpenAPI 3.0 in words of JSON Schema.
function allow_null(schema, seen = new Set()) {
  if (!schema || typeof schema !== 'object' || seen.has(schema)) return;
  seen.add(schema);
  if (schema.nullable === true && typeof schema.type === 'string') schema.type = [schema.type, 'null'];
  for (const member of Object.values(schema)) allow_null(member, seen);
}

test('orders reach the printer as its description wants them', { skip }, () => {
  const description = spec('printful/openapi-v1.json');
  without_read_only(description, description);
  allow_null(description);
  const ajv = new Ajv({ strict: false, allErrors: true });
  ajv_formats(ajv);
  ajv.addSchema(description, 'printful');
  const validate = ajv.compile({ $ref: 'printful#/components/schemas/Order' });
  const made = asked('printful', 'POST', /\/orders$/);
  assert.ok(made.length > 0);
  for (const { body } of made) assert_valid(validate, JSON.parse(body), 'order');
});

test('shipping rates are asked for as the printer\'s description wants them', { skip }, () => {
  const description = spec('printful/openapi-v1.json');
  allow_null(description);
  const ajv = new Ajv({ strict: false, allErrors: true });
  ajv_formats(ajv);
  ajv.addSchema(description, 'printful');
  const validate = ajv.compile({ $ref: 'printful#/components/requestBodies/CalculateShippingRates/content/application~1json/schema' });
  const made = asked('printful', 'POST', /\/shipping\/rates$/);
  assert.ok(made.some(({ body }) => JSON.parse(body).recipient.country_code === 'US'));
  for (const { body } of made) {
    const wanted = JSON.parse(body);
    assert_valid(validate, wanted, 'rates');
    if (['US', 'CA', 'AU'].includes(wanted.recipient.country_code)) assert.match(wanted.recipient.state_code, /^[A-Z]{2,3}$/);
    assert.ok(wanted.items.reduce((pieces, item) => pieces + item.quantity, 0) <= 100, 'more are answered five times a minute');
  }
});

test('printer requests carry token and store, and orders what idempotency and customs need', () => {
  const made = all.filter((one) => one.service === 'printful' && one.headers['user-agent'] !== 'node');
  assert.ok(made.length > 0);
  for (const { path, headers } of made) {
    assert.match(headers.authorization, /^Bearer /, path);
    assert.equal(headers['x-pf-store-id'], '10001', path);
  }
  for (const { body, query } of asked('printful', 'POST', /\/orders$/)) {
    assert.ok(['true', '1'].includes(query.confirm), 'the order is confirmed at once');
    const order = JSON.parse(body);
    assert.match(order.external_id, /^[0-9a-zA-Z_-]{1,32}$/);
    assert.ok(order.recipient.phone && order.recipient.country_code.length === 2, body);
    if (['US', 'CA', 'AU'].includes(order.recipient.country_code)) assert.match(order.recipient.state_code, /^[A-Z]{2,3}$/);
    for (const item of order.items) {
      assert.ok(Number.isInteger(item.variant_id) && item.quantity >= 1 && /^\d+\.\d\d$/.test(item.retail_price));
      assert.match(item.files[0].url, /\/print\/[\w-]{20,}\/[0-9a-f]{64}\.png$/);
    }
  }
});

test('a print file is served plainly to whoever holds its address', async () => {
  const order = JSON.parse(asked('printful', 'POST', /\/orders$/).at(-1).body);
  const answer = await fetch(order.items[0].files[0].url, { redirect: 'error' });
  assert.equal(answer.headers.get('content-type'), 'image/png');
  const bytes = Buffer.from(await answer.arrayBuffer());
  assert.ok(bytes.length < 50 * 1024 * 1024);
  assert.deepEqual([bytes.readUInt32BE(16), bytes.readUInt32BE(20)], [3600, 4800]);
  assert.equal(bytes[24], 8, 'eight bits a channel');
  assert.ok(bytes.subarray(0, 4096).includes('pHYs') && bytes.subarray(0, 4096).includes('sRGB'));
});

test('mails are sent as the mail service\'s description wants them', { skip }, () => {
  const description = spec('sendgrid/tsg_mail_v3.json');
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  ajv_formats(ajv);
  ajv.addSchema(description, 'sendgrid');
  const validate = ajv.compile({ $ref: 'sendgrid#/components/requestBodies/PostMailSend/content/application~1json/schema' });
  const made = asked('sendgrid', 'POST', /\/v3\/mail\/send$/);
  assert.ok(made.length > 0);
  for (const { body, headers } of made) {
    assert.match(headers.authorization, /^Bearer /);
    assert.match(headers['content-type'], /^application\/json/);
    const mail = JSON.parse(body);
    assert_valid(validate, mail, 'mail');
    assert.deepEqual(mail.content.map((part) => part.type), ['text/plain', 'text/html']);
    assert.doesNotMatch(JSON.stringify(mail.custom_args ?? {}), /@/, 'no personal data in custom_args');
  }
});
