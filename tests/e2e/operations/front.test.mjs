// What nginx promises: headers, compression, HEAD, and what it keeps to itself.
import assert from 'node:assert/strict';
import { get, request } from 'node:http';
import { test } from '../support/spec.mjs';
import { launch, new_visitor } from '../support/browser.mjs';
import { SHOP } from '../support/shop.mjs';
import { until } from '../support/wait.mjs';

// fetch decodes and hides too much for this.
const ask = (path, { method = 'GET', headers = {}, local_address } = {}) =>
  new Promise((resolve, reject) => {
    request(SHOP + path, { method, headers, localAddress: local_address }, (answer) => {
      const parts = [];
      answer.on('data', (part) => parts.push(part));
      answer.on('end', () => resolve({ status: answer.statusCode, headers: answer.headers, body: Buffer.concat(parts) }));
    }).once('error', reject).end();
  });

const PAGES = ['/', '/studio', '/cart', '/privacy', '/terms', '/shipping'];
const asset_paths = async () => [...(await (await fetch(`${SHOP}/studio`)).text()).matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)].map((match) => match[1]);

test('every page has a strict policy, and obeys it', async () => {
  const browser = await launch();
  try {
    for (const path of [...PAGES, '/nothing', '/orders/none', '/api/products', '/healthz']) {
      const { headers } = await ask(path);
      const policy = headers['content-security-policy'];
      assert.match(policy ?? '', /default-src 'self'/, path);
      assert.doesNotMatch(policy, /'unsafe-(inline|eval)'/, path);
      for (const directive of ["object-src 'none'", "base-uri 'self'", "frame-ancestors 'none'", "form-action 'self'"]) assert.ok(policy.includes(directive), `${path}: ${directive}`);
      assert.equal(headers['x-content-type-options'], 'nosniff', path);
      assert.ok(headers['referrer-policy'] && headers['permissions-policy'], path);
      assert.doesNotMatch(String(headers.server), /\d/, 'no version');
      assert.equal(headers['x-powered-by'], undefined);
    }
    for (const path of PAGES) {
      const { page, complaints, foreign, context } = await new_visitor(browser);
      await page.goto(SHOP + path, { waitUntil: 'networkidle' });
      assert.deepEqual([complaints, foreign], [[], []], path);
      await context.close();
    }
  } finally {
    await browser.close();
  }
});

test('HEAD answers as GET does, without a body', async () => {
  for (const path of [...PAGES, '/api/products', '/healthz', '/openapi.json', ...(await asset_paths()).slice(0, 2)]) {
    const [head, whole] = [await ask(path, { method: 'HEAD' }), await ask(path)];
    assert.equal(head.status, 200, path);
    assert.equal(head.body.length, 0, path);
    assert.equal(head.headers['content-type'], whole.headers['content-type'], path);
  }
});

test('assets come precompressed and may be kept for ever', async () => {
  const paths = (await asset_paths()).filter((path) => /\.(js|css)$/.test(path));
  assert.ok(paths.length >= 2, String(paths));
  for (const path of paths) {
    const plain = await ask(path);
    assert.equal(plain.status, 200);
    assert.match(plain.headers['cache-control'], /immutable/);
    for (const coding of ['br', 'gzip']) {
      const packed = await ask(path, { headers: { 'accept-encoding': coding } });
      assert.equal(packed.headers['content-encoding'], coding, path);
      assert.ok(packed.body.length < plain.body.length);
      assert.match(packed.headers.vary ?? '', /accept-encoding/i);
    }
  }
});

test('the studio\'s module has the types that browsers insist on', async () => {
  const browser = await launch();
  try {
    const { page } = await new_visitor(browser);
    const types = {};
    page.on('response', (answer) => { types[answer.url().split('.').pop()] = answer.headers()['content-type']; });
    await page.goto(`${SHOP}/studio`);
    await until('the module to be loaded', () => types.wasm);
    assert.equal(types.wasm, 'application/wasm');
    assert.match(types.mjs ?? types.js, /^(text|application)\/javascript/);
  } finally {
    await browser.close();
  }
});

test('pages and answers of the API are compressed on the way', async () => {
  for (const path of ['/', '/api/products']) {
    const { headers } = await ask(path, { headers: { 'accept-encoding': 'gzip' } });
    assert.equal(headers['content-encoding'], 'gzip', path);
  }
});

test('the figures are for this machine only', async () => {
  assert.match((await ask('/metrics')).body.toString(), /picasso_http_request_seconds/);
  // Another address of the loopback network is the nearest thing to a stranger.
  const stranger = await ask('/metrics', { local_address: '127.0.0.2' });
  assert.ok([403, 404].includes(stranger.status), String(stranger.status));
  assert.doesNotMatch(stranger.body.toString(), /picasso_http/);
});

test('files of the shop that are not for visitors stay inside', async () => {
  for (const path of ['/pages/landing.mustache', '/.vite/manifest.json', '/package.json', '/node_modules/', '/refusals/404.html', '/assets/', '/dist/']) {
    assert.equal((await ask(path)).status, 404, path);
  }
});

test('what the front itself refuses it refuses in the shop\'s look and in the language that was asked in', async () => {
  const large = { method: 'POST', headers: { 'content-length': String(300 * 1024), 'accept-language': 'de' } };
  const [english, german] = await Promise.all(['/cart', '/de/cart'].map((path) => ask(path, large)));
  for (const [{ status, headers, body }, heading, language] of [[english, 'That file is too large', 'en'], [german, 'Diese Datei ist zu groß', 'de']]) {
    assert.equal(status, 413);
    assert.match(headers['content-type'], /^text\/html/);
    const html = body.toString();
    assert.ok(html.includes(`<html lang="${language}">`) && html.includes(heading), html.slice(0, 400));
    const [, style] = html.match(/rel="stylesheet" href="([^"]+)"/);
    assert.equal((await ask(style)).status, 200, 'it is dressed');
  }
  const refused = await ask('/api/create-checkout', large);
  assert.equal(refused.status, 413);
  assert.match(refused.headers['content-type'], /^application\/problem\+json/);
  assert.equal(JSON.parse(refused.body).title, 'Diese Datei ist zu groß');
});

test('the front and the application choose the same language from the same wishes', async () => {
  const large = { method: 'POST' };
  const wishes = ['', 'de', 'fr,de;q=.8', 'fr,de;q=0.8', 'en;q=0.5,de;q=0.9', 'de;q=0.2, en-GB;q=0.3', 'DE-ch', 'de;q=0', 'de;q=0.85,en;q=0.81', 'deutsch', 'de;q=x, *'];
  for (const wish of wishes) {
    const by_front = await ask('/api/create-checkout', { ...large, headers: { 'content-length': String(300 * 1024), 'accept-language': wish } });
    const by_application = await ask('/api/nothing', { headers: { 'accept-language': wish } });
    assert.deepEqual([by_front.status, by_application.status], [413, 404]);
    const german = [/zu groß/.test(by_front.body.toString()), /Nicht gefunden/.test(JSON.parse(by_application.body).title)];
    assert.equal(german[0], german[1], wish);
  }
});

test('headers that are too large are refused in the language of the address', async () => {
  const headers = { 'x-large': 'x'.repeat(9000) };
  for (const [path, language, heading] of [['/', 'en', 'clear this site’s cookies'], ['/de/cart', 'de', 'lösch die Cookies dieser Seite']]) {
    const { status, body } = await ask(path, { headers });
    assert.equal(status, 431);
    assert.ok(body.toString().includes(`<html lang="${language}">`) && body.toString().includes(heading), body.toString().slice(0, 300));
  }
});

test('an address that is too long is refused in its own language', async () => {
  for (const [path, heading] of [['/', 'That address is too long'], ['/de/', 'Diese Adresse ist zu lang']]) {
    const { status, body } = await ask(path + 'x'.repeat(9000));
    assert.equal(status, 414);
    assert.ok(body.toString().includes(heading), `${path}: ${body.toString().slice(0, 300)}`);
  }
  const { headers } = await ask(`/api/${'x'.repeat(9000)}`);
  assert.match(headers['content-type'], /^application\/problem\+json/, 'programs get a problem; what they wish to hear was not read yet');
});

test('a browser\'s ordinary headers do no harm', async () => {
  const headers = {
    accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8', 'cache-control': 'max-age=0, no-transform',
    cookie: 'a=b; odd; =; c="d;e"', 'accept-language': 'de-DE,de;q=0.9', date: 'yesterday', 'x-request-id': 'r'.repeat(300), te: 'trailers',
  };
  for (const path of ['/', '/api/products']) assert.equal((await ask(path, { headers })).status, 200, path);
});

test('pages can be read without JavaScript', async () => {
  const browser = await launch();
  try {
    const { page } = await new_visitor(browser, undefined, { javaScriptEnabled: false });
    await page.goto(SHOP);
    assert.match(await page.innerText('main'), /hoodie/i);
    for (const path of ['/studio', '/cart']) {
      await page.goto(SHOP + path);
      assert.match(await page.innerText('body'), /JavaScript/, path);
    }
  } finally {
    await browser.close();
  }
});

test('a client that leaves in the middle does not disturb the next one', async () => {
  const answers = [];
  for (let n = 0; n < 40; n++) {
    const leaving = get(`${SHOP}/api/products`);
    leaving.on('error', () => {});
    setTimeout(() => leaving.destroy(), n % 4);
    answers.push(fetch(`${SHOP}/healthz`).then((answer) => answer.json()));
  }
  for (const answer of await Promise.all(answers)) assert.deepEqual(answer, { status: 'ok' });
});
