// The shop's own description: valid, and true.
import assert from 'node:assert/strict';
import { before, test } from '../support/spec.mjs';
import SwaggerParser from '@apidevtools/swagger-parser';
import Ajv from 'ajv';
import ajv_formats from 'ajv-formats';
import { create_checkout, make_design, new_cart, quote_cart, upload, upload_form } from '../support/api.mjs';
import { native_preview_sha256, photo_bytes } from '../support/pictures.mjs';
import { SHOP } from '../support/shop.mjs';

let api;
let design;
const seen = new Set();
const ajv = new Ajv({ strict: false, allErrors: true });
ajv_formats(ajv);

before(async () => {
  api = await SwaggerParser.validate(await (await fetch(`${SHOP}/openapi.json`)).json());
  design = await make_design();
});

// Holds an answer against what is written for the path.
async function assert_described(path, method, answer, status) {
  const what = `${method} ${path} ${status}`;
  assert.equal(answer.status, status, `${what}: ${answer.status} ${(await answer.clone().text()).slice(0, 200)}`);
  const described = api.paths[path]?.[method]?.responses[status];
  assert.ok(described, `${what} is not described`);
  const type = answer.headers.get('content-type')?.split(';')[0];
  const content = described.content?.[type];
  assert.ok(content || !described.content, `${what}: ${type} is not described`);
  if (content?.schema && /json/.test(type)) {
    const body = await answer.json();
    const validate = ajv.compile(content.schema);
    assert.ok(validate(body), `${what}: ${JSON.stringify(validate.errors)} in ${JSON.stringify(body).slice(0, 400)}`);
  }
  for (const [name, header] of Object.entries(described.headers ?? {})) {
    assert.ok(!header.required || answer.headers.get(name), `${what}: header ${name} is missing`);
  }
  seen.add(`${method} ${path}`);
}

test('products', async () => assert_described('/api/products', 'get', await fetch(`${SHOP}/api/products`), 200));

test('upload', async () => {
  const photo = photo_bytes('dog.jpg');
  const taken = await upload({ photo, sha256: await native_preview_sha256('dog.jpg') });
  assert.ok(taken.headers.get('location'));
  await assert_described('/api/upload', 'post', taken, 202);
  await assert_described('/api/upload', 'post', await upload({}), 400);
  await assert_described('/api/upload', 'post', await upload({ photo: Buffer.from('GIF89a text') }), 415);
  await assert_described('/api/upload', 'post', await upload({ photo: Buffer.alloc(42 << 20, 1) }), 413);
});

test('designs', async () => {
  const url = `${SHOP}/api/designs/${design}`;
  const first = await fetch(url);
  const etag = first.headers.get('etag');
  await assert_described('/api/designs/{id}', 'get', first, 200);
  await assert_described('/api/designs/{id}', 'get', await fetch(url, { headers: { 'if-none-match': etag } }), 304);
  await assert_described('/api/designs/{id}', 'get', await fetch(`${url}0`), 404);
  await assert_described('/api/designs/{id}/preview.png', 'get', await fetch(`${url}/preview.png`), 200);
  await assert_described('/api/designs/{id}/preview.png', 'get', await fetch(`${SHOP}/api/designs/none/preview.png`), 404);
  await assert_described('/api/designs/{id}/small.png', 'get', await fetch(`${url}/small.png`), 200);
  await assert_described('/api/designs/{id}', 'delete', await fetch(url, { method: 'DELETE' }), 409);
});

const post = (path, options) => fetch(SHOP + path, { method: 'POST', body: upload_form(options) });

test('previews', async () => {
  await assert_described('/api/previews', 'post', await post('/api/previews', { photo: photo_bytes('dog.jpg') }), 200);
  await assert_described('/api/previews', 'post', await post('/api/previews', {}), 400);
  await assert_described('/api/previews', 'post', await post('/api/previews', { photo: Buffer.from('GIF89a text') }), 415);
});

test('shared pictures', async () => {
  const made = await post('/api/shares', { photo: photo_bytes('dog.jpg') });
  const { id, secret } = await made.clone().json();
  await assert_described('/api/shares', 'post', made, 201);
  await assert_described('/api/shares', 'post', await post('/api/shares', {}), 400);
  const url = `${SHOP}/api/shares/${id}`;
  await assert_described('/api/shares/{id}', 'get', await fetch(url), 200);
  await assert_described('/api/shares/{id}/photo', 'get', await fetch(`${url}/photo`), 200);
  await assert_described('/api/shares/{id}', 'delete', await fetch(url, { method: 'DELETE' }), 403);
  await assert_described('/api/shares/{id}', 'delete', await fetch(url, { method: 'DELETE', headers: { 'share-secret': secret } }), 204);
  await assert_described('/api/shares/{id}', 'get', await fetch(url), 404);
  await assert_described('/api/shares/{id}/photo', 'get', await fetch(`${url}/photo`), 404);
});

test('checkout', async () => {
  await assert_described('/api/create-checkout', 'post', await create_checkout(new_cart(design)), 200);
  await assert_described('/api/create-checkout', 'post', await create_checkout('{}'), 400);
});

test('quote', async () => {
  await assert_described('/api/cart/quote', 'post', await quote_cart({ ...new_cart(design), promotion_code: 'NOBODY', country: 'DE' }), 200);
  await assert_described('/api/cart/quote', 'post', await quote_cart({}), 400);
  await assert_described('/api/create-checkout', 'post', await create_checkout({ ...new_cart(design), expected_total_minor: 1, country: 'DE' }), 409);
});

test('webhooks', async () => {
  for (const path of ['/api/webhook/stripe', '/api/webhook/printful', '/api/webhook/printify', '/api/webhook/easypost', '/api/webhook/sendgrid']) {
    await assert_described(path, 'post', await fetch(SHOP + path, { method: 'POST', body: '{}' }), 400);
  }
});

test('operations', async () => {
  for (const path of ['/healthz', '/readyz', '/openapi.json', '/metrics']) {
    await assert_described(path, 'get', await fetch(SHOP + path), 200);
  }
});

test('nothing is described that was not asked for here', () => {
  const described = Object.entries(api.paths).flatMap(([path, methods]) =>
    Object.keys(methods).filter((method) => method !== 'parameters').map((method) => `${method} ${path}`));
  assert.deepEqual(described.filter((one) => !seen.has(one)), []);
});
