// The painter that the shop serves makes, in the browser, the pictures of tests/golden/paintings.txt.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from '../support/spec.mjs';
import { launch, new_visitor } from '../support/browser.mjs';
import { photo_path } from '../support/pictures.mjs';
import { ROOT, SHOP } from '../support/shop.mjs';

const PREVIEWS = readFileSync(`${ROOT}/tests/golden/paintings.txt`, 'utf8').trim().split('\n').map((line) => line.split(' '))
  .filter(([, , , target]) => target.startsWith('preview:'));

let browser, visitor;
const with_threads = { threads: true }, alone = { threads: false };

// Where the studio has its painter from. The other one, for browsers that share no memory, is kept for them all the same.
before(async () => {
  browser = await launch();
  visitor = await new_visitor(browser);
  const { page, context } = visitor;
  const asked_for = (name) => context.waitForEvent('request', (request) => name.test(request.url()));  // by the worker, too
  const [module, wasm, thread] = await Promise.all([
    asked_for(/picasso_compositor_threads-[^/]*\.js$/), asked_for(/picasso_compositor_threads-[^/]*\.wasm$/),
    asked_for(/picasso_compositor_threads\.worker-[^/]*\.js$/), page.goto(`${SHOP}/studio`),
  ]);
  Object.assign(with_threads, { module: module.url(), wasm: wasm.url(), thread: thread.url() });
  const kept = await (await fetch(`${SHOP}/service_worker.js`)).text();
  const address_of = (name) => SHOP + kept.match(name)[0];
  Object.assign(alone, { module: address_of(/\/assets\/picasso_compositor-[\w-]+\.js/), wasm: address_of(/\/assets\/picasso_compositor-[\w-]+\.wasm/) });
  await context.route(`${SHOP}/golden/*.scene`, (route) => route.fulfill({ path: `${ROOT}/build/release/scenes/${name_of(route)}` }));
  await context.route(`${SHOP}/golden/*.jpg`, (route) => route.fulfill({ path: photo_path(name_of(route)) }));
});
after(() => browser?.close());

const name_of = (route) => route.request().url().split('/').at(-1);

// In the page. One module a scene, a photo opened once.
async function paint_all({ served, scene, lines }) {
  const bytes_of = async (url) => new Uint8Array(await (await fetch(url)).arrayBuffer());
  const { default: start } = await import(served.module);
  const module = await start({
    wasmBinary: await bytes_of(served.wasm), go_on: () => true, locateFile: () => served.thread, mainScriptUrlOrBlob: served.module,
  });
  const load = async (name, load_at) => {
    const bytes = await bytes_of(`/golden/${name}`);
    const at = module._malloc(bytes.length);
    (module.memory?.() ?? module.HEAPU8).set(bytes, at);
    if (load_at(at, bytes.length) !== 0) throw new Error(module.UTF8ToString(module._painter_error()));
    module._free(at);
  };
  const text_at = (text) => {
    const at = module._malloc(module.lengthBytesUTF8(text) + 1);
    module.stringToUTF8(text, at, module.lengthBytesUTF8(text) + 1);
    return at;
  };
  await load(`${scene}.scene`, module._painter_load_scene);
  const threads = served.threads ? Math.min(navigator.hardwareConcurrency, 4) : 1;
  for (let i = 0; i < 300 && module._painter_threads() < threads; ++i) await new Promise((done) => setTimeout(done, 100));
  if (module._painter_threads() !== threads) throw new Error(`${module._painter_threads()} of ${threads} threads came up`);
  const hashes = [];
  let open;
  for (const [photo, oval, target] of lines) {
    if (photo !== open) await load(open = photo, module._painter_load_photo);
    const [cx, cy, rx, ry, degrees] = oval.split(',').map(Number);
    const failed = module._painter_render(text_at(JSON.stringify({ version: 1, oval: { cx, cy, rx, ry, degrees } })), text_at(target));
    hashes.push(module.UTF8ToString(failed ? module._painter_error() : module._painter_pixels_sha256()));
  }
  return hashes;
}

for (const scene of new Set(PREVIEWS.map(([name]) => name))) {
  for (const [served, how] of [[with_threads, 'with threads'], [alone, 'alone']]) {
    test(`the browser paints ${scene} as it has always been, ${how}`, async () => {
      const lines = PREVIEWS.filter(([name]) => name === scene);
      const hashes = await visitor.page.evaluate(paint_all, { served, scene, lines: lines.map((line) => line.slice(1, 4)) });
      assert.deepEqual(lines.map((line, i) => [...line.slice(0, 4), hashes[i]]), lines);
    });
  }
}
