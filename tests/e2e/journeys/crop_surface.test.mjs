// The crop surface on every machine: with WebGL2, without it, after a lost context, on fine screens; and at rest.
import assert from 'node:assert/strict';
import { after, before, test } from '../support/spec.mjs';
import { DESKTOP, launch, new_visitor, PHONE, screenshot } from '../support/browser.mjs';
import { sharp } from '../support/photos.mjs';
import { photo_path } from '../support/pictures.mjs';
import { SHOP } from '../support/shop.mjs';
import { choose_photo, drag_oval, oval_center, settled_painting, values } from '../support/studio.mjs';
import { sleep, until } from '../support/wait.mjs';

const CAT = { width: 512, height: 512 };

let browser;
before(async () => { browser = await launch(); });
after(() => browser?.close());

async function with_cat({ viewport = DESKTOP, prepare = () => undefined, ...options } = {}) {
  const visitor = await new_visitor(browser, viewport, options);
  for (const script of [prepare].flat()) await visitor.page.addInitScript(script);
  await visitor.page.goto(`${SHOP}/studio`);
  await choose_photo(visitor.page, photo_path('cat.jpg'));
  return visitor;
}

// As a browser without WebGL2 answers.
function without_webgl() {
  const real = HTMLCanvasElement.prototype.getContext;
  HTMLCanvasElement.prototype.getContext = function get(kind, ...rest) {
    return kind.startsWith('webgl') ? null : real.call(this, kind, ...rest);
  };
}

// What the eye sees, without the finest lines: two ways to make a photo smaller differ there. The canvas is laid on whole
// pixels first: between them, browsers move a GPU's picture and others differently.
async function seen(page) {
  await page.mouse.move(1, 899);
  await page.evaluate(() => Object.assign(document.querySelector('#crop').style, { position: 'fixed', left: '20px', top: '20px', width: '480px', zIndex: 9 }));
  await sleep(300);
  const shot = await page.locator('#crop').screenshot();
  return sharp(shot).resize(40, 40, { fit: 'fill' }).removeAlpha().raw().toBuffer();
}

function mean_difference(a, b) {
  assert.equal(a.length, b.length);
  return a.reduce((sum, value, index) => sum + Math.abs(value - b[index]), 0) / a.length;
}

test('without WebGL2 the surface looks and works the same', async () => {
  const usual = await with_cat();
  const plain = await with_cat({ prepare: without_webgl });
  assert.equal(await plain.page.evaluate(() => document.querySelector('#crop').getContext('webgl2')), null);
  assert.equal(await plain.page.isVisible('#no-webgl'), false);
  const difference = mean_difference(await seen(usual.page), await seen(plain.page));
  assert.ok(difference < 1.5, `differs by ${difference}`);
  const [x] = await values(plain.page);
  const painted = await settled_painting(plain.page);
  await drag_oval(plain.page, CAT, -60, 30);
  await until('the oval to follow', async () => (await values(plain.page))[0] < x - 3, 10_000);
  await settled_painting(plain.page, painted);
  assert.ok(mean_difference(await seen(usual.page), await seen(plain.page)) > 3, 'the oval moved on the canvas');
  await screenshot(plain.page, 'studio-without-webgl-desktop');
  assert.deepEqual(plain.complaints, []);
  await usual.context.close();
  await plain.context.close();
});

// Some time after the painting the cut-out is laid over the photo, too.
async function seen_at_rest(page) {
  await settled_painting(page);
  let last;
  let now = await seen(page);
  do {
    last = now;
    await sleep(1000);
    now = await seen(page);
  } while (mean_difference(last, now) > 0.1);
  return now;
}

test('a lost WebGL context comes back with the photo and the oval', async () => {
  const { page, context } = await with_cat();
  const shown = await seen_at_rest(page);
  const [before] = await values(page);
  await page.evaluate(() => {
    window.loss = document.querySelector('#crop').getContext('webgl2').getExtension('WEBGL_lose_context');
    window.loss.loseContext();
  });
  await sleep(300);
  await drag_oval(page, CAT, -40, 0); // nobody sees it, but nothing breaks
  await page.evaluate(() => new Promise((resolve) => {
    document.querySelector('#crop').addEventListener('webglcontextrestored', () => resolve(), { once: true });
    window.loss.restoreContext();
  }));
  await until('the oval to have followed', async () => (await values(page))[0] < before - 3, 10_000);
  await page.keyboard.press('Control+z');
  await until('the picture to be as before', async () => mean_difference(await seen(page), shown) < 1, 10_000);
  const [x] = await values(page);
  await drag_oval(page, CAT, -60, 0);
  await until('the oval to follow', async () => (await values(page))[0] < x - 3, 10_000);
  await context.close();
});

test('a lost WebGL context comes back with the very picture when nothing has changed meanwhile', async () => {
  const { page, context } = await with_cat();
  await seen_at_rest(page);
  const pixels = async () => sharp(await page.locator('#crop').screenshot()).removeAlpha().raw().toBuffer();
  const shown = await pixels();
  const came_back = await page.evaluate(() => {
    const canvas = document.querySelector('#crop');
    const loss = canvas.getContext('webgl2').getExtension('WEBGL_lose_context');
    const back = new Promise((resolve) => canvas.addEventListener('webglcontextrestored', () => resolve(true), { once: true }));
    canvas.addEventListener('webglcontextlost', () => setTimeout(() => loss.restoreContext(), 100), { once: true });
    loss.loseContext();
    return Promise.race([back, new Promise((resolve) => setTimeout(() => resolve(false), 10_000))]);
  });
  assert.ok(came_back);
  await until('the picture to be back', async () => mean_difference(await pixels(), shown) === 0, 5000);
  await context.close();
});

test('a WebGL context that never comes back gives way to the plain canvas, with the photo, the oval and the focus', async () => {
  const { page, context, complaints } = await with_cat();
  const shown = await seen_at_rest(page);
  await page.focus('#crop');
  await page.evaluate(() => document.querySelector('#crop').getContext('webgl2').getExtension('WEBGL_lose_context').loseContext());
  await page.waitForFunction(() => document.querySelector('#crop').getContext('2d'), undefined, { timeout: 15_000 });
  assert.equal(await page.evaluate(() => document.activeElement.id), 'crop');
  await until('the picture to be as before', async () => mean_difference(await seen(page), shown) < 1.5, 10_000);
  const [x] = await values(page);
  await drag_oval(page, CAT, -60, 0);
  await until('the oval to follow', async () => (await values(page))[0] < x - 3, 10_000);
  assert.ok(mean_difference(await seen(page), shown) > 3, 'and one sees it');
  const [dragged] = await values(page);
  await page.keyboard.press('ArrowRight');
  await until('a key to move it', async () => (await values(page))[0] > dragged);
  assert.deepEqual(complaints, []);
  await context.close();
});

for (const [what, prepare] of [['with WebGL2', () => undefined], ['without', without_webgl]]) {
  test(`one pixel of the canvas is one of the screen, ${what}`, async () => {
    const { page, context } = await with_cat({ viewport: PHONE, deviceScaleFactor: 2, prepare });
    const [drawn, wide] = await page.evaluate(() => {
      const canvas = document.querySelector('#crop');
      return [[canvas.width, canvas.height], canvas.getBoundingClientRect()];
    });
    assert.deepEqual(drawn, [Math.round(wide.width * 2), Math.round(wide.height * 2)]);
    await context.close();
  });

  test(`at rest nothing is drawn, ${what}`, async () => {
    const { page, context } = await with_cat({ prepare });
    await page.evaluate(() => {
      const real = window.requestAnimationFrame;
      window.frames_asked = 0;
      window.requestAnimationFrame = (run) => {
        ++window.frames_asked;
        return real(run);
      };
    });
    // The last words on the photo and its pictures on the products may still be on their way.
    await until('a while without a frame', async () => {
      await page.evaluate(() => { window.frames_asked = 0; });
      await sleep(1500);
      return await page.evaluate(() => window.frames_asked) === 0;
    }, 15_000);
    await page.locator('#crop').scrollIntoViewIfNeeded();
    const box = await page.locator('#crop').boundingBox();
    await page.mouse.move(box.x + 50, box.y + 50);
    await until('a frame', () => page.evaluate(() => window.frames_asked > 0), 5000);
    await sleep(700);
    const asked = await page.evaluate(() => window.frames_asked);
    await sleep(1000);
    assert.equal(await page.evaluate(() => window.frames_asked), asked, 'and then rests again');
    await context.close();
  });
}

// Of the surface. The painting's own canvas is another one.
function count_draws() {
  window.draws = 0;
  const count = (prototype, name, counts) => {
    const real = prototype[name];
    prototype[name] = function draw(...rest) {
      if (counts(this)) ++window.draws;
      return real.apply(this, rest);
    };
  };
  count(WebGL2RenderingContext.prototype, 'drawElements', () => true);
  count(CanvasRenderingContext2D.prototype, 'putImageData', ({ canvas }) => canvas.id === 'crop');
}

for (const [what, prepare] of [['with WebGL2', count_draws], ['without', [without_webgl, count_draws]]]) {
  test(`what would look the same is not drawn again, ${what}`, async () => {
    const { page, context } = await with_cat({ prepare });
    const draws = () => page.evaluate(() => window.draws);
    await seen_at_rest(page);
    const box = await page.locator('#crop').boundingBox();
    const before = await draws();
    assert.ok(before > 0, 'the photo was drawn');
    for (let step = 0; step < 20; ++step) await page.mouse.move(box.x + 20 + step, box.y + 20);
    await sleep(300);
    assert.equal(await draws(), before, 'the pointer went over the photo and changed nothing');
    await page.focus('#crop');
    await page.keyboard.press('ArrowRight');
    await until('the oval to be drawn in its new place', async () => (await draws()) > before, 5000);
    await context.close();
  });
}

// In the page: how often the document changes until two frames after the pointer's button has come up.
function changes_until_released() {
  window.changes = new Promise((resolve) => {
    const seen = [];
    const observer = new MutationObserver((records) => seen.push(...records));
    observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
    window.addEventListener('pointerup', () => requestAnimationFrame(() => requestAnimationFrame(() => {
      seen.push(...observer.takeRecords());
      resolve(seen.map(({ type, target, attributeName }) => `${type} ${attributeName ?? ''} of ${target.id || target.nodeName}`));
    })), { once: true });
  });
}

test('letting go of the oval changes nothing on the page: what would be drawn anew takes the time of who paints', async () => {
  const { page, context } = await with_cat();
  const first = await settled_painting(page);
  await drag_oval(page, CAT, -20, 0); // from now on there is something to undo
  await settled_painting(page, first);
  const from = await oval_center(page, CAT);
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  for (let step = 1; step <= 8; step++) await page.mouse.move(from.x + 3 * step, from.y);
  await page.waitForSelector('#painting[data-painted]', { timeout: 20_000 });
  await sleep(1500); // the last words on the photo and its pictures on the products
  await page.evaluate(changes_until_released);
  await page.mouse.up();
  const changes = await Promise.race([page.evaluate(() => window.changes), sleep(10_000)]);
  assert.deepEqual(changes, []);
  await context.close();
});
