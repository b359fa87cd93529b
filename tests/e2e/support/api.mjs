// The shop as a program sees it.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { SANDBOX, SHOP } from './shop.mjs';
import { DEFAULT_RECIPE, native_preview_sha256, photo_bytes } from './pictures.mjs';
import { until } from './wait.mjs';

export function upload_form({ photo, name = 'photo.jpg', type = 'image/jpeg', recipe = DEFAULT_RECIPE, scene = 'the-scream', sha256, print_spec }) {
  const form = new FormData();
  form.append('recipe', typeof recipe === 'string' ? recipe : JSON.stringify(recipe));
  form.append('scene', scene);
  form.append('preview_sha256', sha256 ?? '0'.repeat(64));
  if (print_spec) form.append('print_spec', print_spec);
  if (photo) form.append('photo', new Blob([photo], { type }), name);
  return form;
}

export const upload = (options) => fetch(`${SHOP}/api/upload`, { method: 'POST', body: upload_form(options) });

export async function settled_design(id) {
  return until(`design ${id} to settle`, async () => {
    const design = await (await fetch(`${SHOP}/api/designs/${id}`)).json();
    return design.status === 'pending' ? undefined : design;
  }, 60_000);
}

// A design that can be ordered.
export async function make_design({ photo = 'dog.jpg', recipe = DEFAULT_RECIPE, print_spec = 'tee' } = {}) {
  const sha256 = await native_preview_sha256(photo, recipe);
  const answer = await upload({ photo: photo_bytes(photo), recipe, sha256, print_spec });
  assert.equal(answer.status, 202, await answer.clone().text());
  const design = await settled_design((await answer.json()).id);
  assert.equal(design.status, 'complete', design.reason);
  return design.id;
}

export const create_checkout = (body) =>
  fetch(`${SHOP}/api/create-checkout`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });

export const quote_cart = (body, language = 'en') =>
  fetch(`${SHOP}/api/cart/quote`, { method: 'POST', headers: { 'content-type': 'application/json', 'accept-language': language }, body: JSON.stringify(body) });

export const new_cart = (design_id, variant_sku = 'tee-white-m', quantity = 1) => ({
  cart_id: randomUUID(),
  items: [{ design_id, variant_sku, quantity }],
});

export const GOOD_CARD = '4242 4242 4242 4242';
export const DECLINED_CARD = '4000 0000 0000 0002';
export const BANK_ASKS_CARD = '4000 0027 6000 3184';

export const buyer = (email) => ({
  email,
  phone: '+1 415 555 0101',
  name: 'Maxine Muster',
  country: 'US',
  line1: '1 Main Street',
  line2: '',
  city: 'San Francisco',
  state: 'CA',
  postal_code: '94105',
});

export const card = (number) => ({ card_number: number, card_expiry: '12 / 34', card_cvc: '123' });

// Pays at the hosted page without a browser.
export function pay(payment_url, email, { number = GOOD_CARD, action = 'pay', ...address } = {}) {
  return fetch(payment_url, {
    method: 'POST',
    redirect: 'manual',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ ...buyer(email), ...address, ...card(number), action }),
  });
}

export const session_of = (payment_url) => {
  assert.ok(payment_url.startsWith(`${SANDBOX}/stripe/pay/`), payment_url);
  return payment_url.slice(`${SANDBOX}/stripe/pay/`.length);
};

// Holds an answer against what every refusal must be.
export async function assert_problem(answer, status, what) {
  const text = await answer.text();
  assert.equal(answer.status, status, `${what}: ${answer.status} ${text.slice(0, 300)}`);
  assert.match(answer.headers.get('content-type') ?? '', /^application\/problem\+json/, what);
  const body = JSON.parse(text);
  assert.equal(body.status, status, what);
  assert.ok(body.type && body.title && body.detail, `${what}: ${text}`);
  assert.doesNotMatch(text, /exception|std::|\.cc|pqxx|errno|\/root|\/home|\/tmp/i, `${what} tells internals`);
  return body;
}

export async function assert_page(answer, status, what) {
  const text = await answer.text();
  assert.equal(answer.status, status, `${what}: ${answer.status} ${text.slice(0, 200)}`);
  assert.match(answer.headers.get('content-type') ?? '', /^text\/html/, what);
  assert.match(text, /<h1[^>]*>[^<]+/, what);
  return text;
}
