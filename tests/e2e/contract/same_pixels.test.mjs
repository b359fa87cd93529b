// Native, WASM under node and WASM in the browser make the same bytes.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { after, before, test } from '../support/spec.mjs';
import { launch, new_visitor } from '../support/browser.mjs';
import { converted, native_preview_sha256, photo_path, png_ball, render, scratch_file, WASM_RENDER } from '../support/pictures.mjs';
import { quoted, rows, SHOP } from '../support/shop.mjs';
import { add_to_cart, choose_photo, settled_painting } from '../support/studio.mjs';

let browser;
before(async () => { browser = await launch(); });
after(() => browser?.close());

// Seeded, so that a difference can be looked at again.
function random(seed) {
  return () => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return seed / 2 ** 32;
  };
}

function recipe(seed) {
  const next = random(seed);
  const between = (from, to) => Math.round((from + next() * (to - from)) * 1000) / 1000;
  return {
    version: 1,
    oval: { cx: between(0.2, 0.8), cy: between(0.2, 0.8), rx: between(0.05, 0.5), ry: between(0.05, 0.5), degrees: between(-180, 180) },
    pose: { dx: between(-20, 20), dy: between(-20, 20), scale: between(0.6, 1.6), degrees: between(-90, 90) },
  };
}

const PHOTOS = {
  'dog.jpg': () => photo_path('dog.jpg'),
  'dogs.jpg': () => photo_path('dogs.jpg'),
  'cat.jpg': () => photo_path('cat.jpg'),
  'a drawn PNG': () => scratch_file('ball.png', png_ball(1201, 799, 3)),
  'a progressive JPEG': async () => scratch_file('progressive.jpg', await converted('dog.jpg', '-interlace', 'JPEG', '-quality', '80')),
  'a grey JPEG': async () => scratch_file('grey.jpg', await converted('cat.jpg', '-colorspace', 'Gray')),
  'a JPEG lying on its side': async () => scratch_file('turned.jpg', await converted('dogs.jpg', '-rotate', '90', '-orient', 'LeftBottom')),
};
const skip = !existsSync(WASM_RENDER) && 'the WASM renderer is not built';

let seed = 0;
for (const [what, photo] of Object.entries(PHOTOS)) {
  const chosen = recipe(++seed);
  test(`${what} has the same preview, whoever renders it`, { skip }, async () => {
    const wanted = { photo: await photo(), recipe: chosen, target: 'preview:800x960' };
    const [native, wasm] = [await render(wanted), await render({ ...wanted, wasm: true })];
    assert.equal(wasm.sha256, native.sha256, JSON.stringify(chosen));
    assert.ok(wasm.png.equals(native.png), 'the PNG too');
  });
}

for (const target of ['tee', 'hoodie', 'hat']) {
  const chosen = recipe(100 + target.length);
  test(`the print file for the ${target} is the same, whoever renders it`, { skip }, async () => {
    const wanted = { photo: photo_path('dog.jpg'), recipe: chosen, target };
    const [native, wasm] = [await render(wanted), await render({ ...wanted, wasm: true })];
    assert.equal(wasm.sha256, native.sha256, JSON.stringify(chosen));
    assert.ok(wasm.png.equals(native.png), 'the PNG too');
  });
}

test('what the studio shows is what the native renderer makes', async () => {
  for (const photo of ['cat.jpg', 'dogs.jpg']) {
    const { page, context } = await new_visitor(browser);
    await page.goto(`${SHOP}/studio`);
    await choose_photo(page, photo_path(photo));
    const first = await settled_painting(page);
    await page.click('[data-command="turn_left"]');
    const shown = await settled_painting(page, first);
    await add_to_cart(page, {});
    const [kept] = await rows(`select recipe from pet_images where preview_sha256 = ${quoted(shown)}`);
    assert.equal(await native_preview_sha256(photo, JSON.parse(kept.recipe)), shown, photo);
    await context.close();
  }
});
