// What a phone must fetch before the studio can be used, in bytes on the wire; and that the module is none of it.
import assert from 'node:assert/strict';
import { after, before, test } from '../support/spec.mjs';
import { launch, new_visitor, PHONE } from '../support/browser.mjs';
import { SHOP } from '../support/shop.mjs';
import { until } from '../support/wait.mjs';

const MOST_BYTES = 200 * 1000;
let browser;
before(async () => { browser = await launch(); });
after(() => browser?.close());

const MODULE = /\.(wasm|scene)$|picasso_studio/;

// Gives what has come until it is asked: every answer with its size on the wire, compressed, headers and all.
function watch(page) {
  const under_way = [];
  const note = async (request) => {
    const [response, { responseBodySize, responseHeadersSize }] = await Promise.all([request.response(), request.sizes()]);
    return {
      name: new URL(request.url()).pathname, coding: response.headers()['content-encoding'] ?? 'as it is',
      bytes: responseBodySize + responseHeadersSize,
    };
  };
  page.on('requestfinished', (request) => {
    const noted = note(request);
    noted.catch(() => {}); // the page may be closed before it is asked for
    under_way.push(noted);
  });
  return () => Promise.all(under_way);
}

test('the studio can be used after at most 200 KB', async () => {
  const { page, context } = await new_visitor(browser, PHONE, { deviceScaleFactor: 2 });
  const come = watch(page);
  // Held back as on a slow line: whatever works without it does not need it.
  let release;
  const held = new Promise((resolve) => { release = resolve; });
  let wanted_module = false;
  await page.route(MODULE, async (route) => {
    wanted_module = true;
    await held;
    await route.continue();
  });
  await page.goto(`${SHOP}/studio`);
  await page.waitForFunction(() => document.readyState === 'complete' && performance.getEntriesByType('paint').length > 0);
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.click('label.dropzone')]);
  assert.ok(chooser, 'the first step can be taken');
  await until('the module to be asked for', () => wanted_module);

  const answers = await come();
  const first = answers.filter(({ name }) => !MODULE.test(name) && !/\/(hero|product)_/.test(name));
  const total = first.reduce((sum, { bytes }) => sum + bytes, 0);
  for (const { name, bytes, coding } of first.sort((a, b) => b.bytes - a.bytes)) console.error(`     ${String(bytes).padStart(7)}  ${name} (${coding})`);
  console.error(`     ${String(total).padStart(7)}  in all`);
  assert.ok(total <= MOST_BYTES, `${total} bytes`);
  assert.deepEqual(answers.filter(({ name }) => MODULE.test(name)), [], 'nothing of the module has come');
  for (const { name, coding } of first) if (/\.(js|css)$/.test(name)) assert.equal(coding, 'br', name);
  release();
  await context.close();
});

test('the module is asked for after the page has been seen, and comes compressed', async () => {
  const { page, context } = await new_visitor(browser, PHONE);
  const come = watch(page);
  await page.goto(`${SHOP}/studio`);
  const answers = await until('the module to have come', async () => {
    const all = await come();
    return ['.wasm', '.scene'].every((end) => all.some(({ name }) => name.endsWith(end))) && all;
  });
  const { seen, asked } = await page.evaluate(() => ({
    seen: performance.getEntriesByName('first-contentful-paint')[0].startTime,
    asked: performance.getEntriesByType('resource').filter(({ name }) => name.endsWith('.wasm')).map(({ startTime }) => startTime),
  }));
  for (const at of asked) assert.ok(at > seen, `asked for at ${at} ms, seen at ${seen} ms`);
  for (const { name, bytes, coding } of answers.filter(({ name: each }) => MODULE.test(each))) {
    console.error(`     ${String(bytes).padStart(7)}  ${name} (${coding})`);
    if (/\.(js|wasm)$/.test(name)) assert.equal(coding, 'br', name);
  }
  await context.close();
});
