// What was made stays on the device: through a reload, the back button, a second tab, and where nothing can be kept.
import assert from 'node:assert/strict';
import { after, before, test } from '../support/spec.mjs';
import { launch, new_visitor, screenshots } from '../support/browser.mjs';
import { photo_path } from '../support/pictures.mjs';
import { SHOP } from '../support/shop.mjs';
import { add_to_cart, choose_photo, settled_painting, values } from '../support/studio.mjs';

let browser;
before(async () => { browser = await launch(); });
after(() => browser?.close());

async function in_studio(options) {
  const visitor = await new_visitor(browser, undefined, options);
  await visitor.page.goto(`${SHOP}/studio`);
  return visitor;
}

const kept = (page, keeping = 'saved') => page.waitForSelector(`#kept[data-keeping="${keeping}"]`);
const restored = (page) => page.waitForSelector('#studio-work', { state: 'visible' });
const pick = (page, name, value) => page.locator(`label.choice:has(input[name="${name}"][value="${value}"])`).click();

// A picture with two steps, the second of them taken back, on a hat.
async function with_picture(page, photo = 'dog.jpg') {
  await choose_photo(page, photo_path(photo));
  await page.click('[data-command="bigger"]');
  await page.click('[data-command="turn_right"]');
  await page.click('#command-undo');
  await pick(page, 'product', 'hat');
  await page.click('#quantity-more');
  await kept(page);
  await page.waitForTimeout(700); // the last change is written a moment after it
  return { painting: await settled_painting(page), oval: await values(page) };
}

test('a reload in the middle brings back the picture, its steps, and what it was for', async () => {
  const { page, context, sent, complaints } = await in_studio();
  const before_reload = await with_picture(page);
  await page.reload();
  await restored(page);
  assert.equal(await settled_painting(page), before_reload.painting);
  assert.deepEqual(await values(page), before_reload.oval);
  assert.match(await page.innerText('#photo-notice'), /back, as you left it/);
  assert.equal(await page.inputValue('#quantity'), '2');
  assert.ok(await page.isChecked('input[name="product"][value="hat"]'));
  await page.click('#command-redo');
  assert.ok((await values(page))[4] > 0, 'what was taken back can be done again');
  await page.click('#command-undo');
  await page.click('#command-undo');
  assert.ok((await values(page))[2] < before_reload.oval[2], 'and the first step taken back');
  await screenshots(page, 'nothing-lost');
  assert.deepEqual(sent, []);
  assert.deepEqual(complaints, []);
  await context.close();
});

test('the product that a link brought is the one until another is chosen, which a reload does not take back', async () => {
  const { page, context } = await new_visitor(browser);
  const chosen = (product) => page.waitForSelector(`input[name="product"][value="${product}"]:checked`, { state: 'attached' });
  await page.goto(`${SHOP}/products/hoodie`);
  await page.click('#make-it');
  await choose_photo(page, photo_path('dog.jpg'));
  await kept(page);
  await page.reload();
  await restored(page);
  await chosen('hoodie');
  await pick(page, 'product', 'hat');
  await page.waitForTimeout(700); // written a moment after it
  await page.reload();
  await restored(page);
  await chosen('hat');
  await context.close();
});

test('another photo takes nothing away: the one before is a press away, with its steps, also after a reload', async () => {
  const { page, context } = await in_studio();
  const { painting, oval } = await with_picture(page);
  assert.equal(await page.isVisible('#photo-before'), false);
  await page.setInputFiles('#photo-file', photo_path('cat.jpg'));
  await page.waitForSelector('#photo-before', { state: 'visible' });
  const cat = await settled_painting(page, painting);
  await screenshots(page, 'photo-before');
  await page.reload();
  await restored(page);
  assert.equal(await settled_painting(page), cat);
  await page.click('#photo-before');
  assert.equal(await settled_painting(page, cat), painting);
  assert.deepEqual(await values(page), oval);
  assert.match(await page.innerText('#photo-notice'), /back, as you left it/);
  assert.ok(await page.isChecked('input[name="product"][value="hat"]'));
  assert.equal(await page.isEnabled('#command-undo'), true);
  await page.click('#photo-before');
  assert.equal(await settled_painting(page, painting), cat, 'and to and fro');
  await context.close();
});

test('a change made just before the page goes is kept, and the back button shows it', async () => {
  const { page, context } = await in_studio();
  await with_picture(page);
  await page.click('[data-command="smaller"]');
  const oval = await values(page);
  await page.click('.site-nav a[href="/cart"]');
  await page.waitForURL(`${SHOP}/cart`);
  await page.goBack();
  await restored(page);
  await page.waitForFunction((size) => document.querySelector('#field-2')?.valueAsNumber === size, oval[2]);
  await context.close();
});

test('closing the tab loses nothing either', async () => {
  const { page, context } = await in_studio();
  const { painting } = await with_picture(page, 'cat.jpg');
  await page.close();
  const next = await context.newPage();
  await next.goto(`${SHOP}/studio`);
  await restored(next);
  assert.equal(await settled_painting(next), painting);
  await context.close();
});

test('two tabs do not write over each other', async () => {
  const { page, context } = await in_studio();
  await with_picture(page);
  const other = await context.newPage();
  await other.goto(`${SHOP}/studio`);
  await restored(other);
  await other.setInputFiles('#photo-file', photo_path('cat.jpg'));
  await other.waitForSelector('#photo-notice:not(:empty)');
  await settled_painting(other);
  await other.waitForTimeout(700);
  const cat = await settled_painting(other);
  await page.bringToFront();
  await page.click('[data-command="turn_left"]');
  await page.waitForTimeout(700);
  const dog = await settled_painting(page);
  assert.notEqual(cat, dog);
  await Promise.all([page.reload(), other.reload()]);
  await restored(page);
  assert.equal(await settled_painting(page), dog);
  await other.bringToFront();
  await restored(other);
  assert.equal(await settled_painting(other), cat);
  await context.close();
});

test('a duplicated tab gets a draft of its own, and says so', async () => {
  const { page, context } = await in_studio();
  await with_picture(page);
  const id = await page.evaluate(() => sessionStorage.getItem('picasso-pet.draft'));
  const twin = await context.newPage();
  await twin.addInitScript((draft) => sessionStorage.setItem('picasso-pet.draft', draft), id);
  await twin.goto(`${SHOP}/studio`);
  await restored(twin);
  await page.bringToFront();
  await page.click('[data-command="turn_left"]');
  await kept(page, 'apart');
  assert.match(await page.innerText('#kept'), /another tab/);
  await context.close();
});

test('starting over asks first, then deletes the photo from the device', async () => {
  const { page, context } = await in_studio();
  await choose_photo(page, photo_path('cat.jpg'));
  await kept(page);
  const cat = await settled_painting(page);
  await page.setInputFiles('#photo-file', photo_path('dog.jpg'));
  await page.waitForSelector('#photo-before', { state: 'visible' });
  const painting = await settled_painting(page, cat);
  await page.waitForTimeout(700);
  await page.click('#start-over');
  await screenshots(page, 'start-over');
  await page.getByRole('button', { name: 'Keep it' }).click();
  assert.equal(await settled_painting(page), painting);
  await page.click('#start-over');
  await Promise.all([page.waitForEvent('load'), page.getByRole('button', { name: 'Delete and start over' }).click()]);
  await page.waitForSelector('label.dropzone', { state: 'visible' });
  const left = await page.evaluate(() => new Promise((resolve, reject) => {
    const opening = indexedDB.open('picasso-pet');
    opening.onerror = reject;
    opening.onsuccess = () => {
      const counts = ['drafts', 'photos'].map((name) => opening.result.transaction(name).objectStore(name).count());
      counts[1].transaction.oncomplete = () => resolve(counts.map((count) => count.result));
    };
  }));
  assert.deepEqual(left, [0, 0], 'the photo, and the one before it');
  await page.reload();
  await page.waitForTimeout(500);
  assert.equal(await page.isVisible('#studio-work'), false);
  await context.close();
});

test('on a full device the studio works on and says that nothing is kept', async () => {
  const { page, context } = await in_studio();
  const cdp = await context.newCDPSession(page);
  await cdp.send('Storage.overrideQuotaForOrigin', { origin: SHOP, quotaSize: 1000 });
  await choose_photo(page, photo_path('dog.jpg'));
  await kept(page, 'full');
  assert.match(await page.innerText('#kept'), /no room/);
  const first = await settled_painting(page);
  await page.click('[data-command="turn_left"]');
  await settled_painting(page, first);
  await context.close();
});

test('a cart for which the device has no room is said to be full, and takes the picture once there is some', async () => {
  const { page, context, sent } = await in_studio();
  await choose_photo(page, photo_path('dog.jpg'));
  await page.evaluate(() => {
    for (let size = 2 ** 20; size >= 1; size /= 2) {
      for (let part = 0; ; part++) {
        try {
          localStorage.setItem(`ballast-${size}-${part}`, 'x'.repeat(size));
        } catch {
          break;
        }
      }
    }
  });
  await assert.rejects(add_to_cart(page, {}), /no room left to keep the cart/);
  assert.equal(await page.isVisible('#added'), false);
  const uploads = () => sent.filter((line) => line.includes('/api/upload')).length;
  assert.equal(uploads(), 1);
  await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('ballast')).forEach((key) => localStorage.removeItem(key)));
  await add_to_cart(page, {});
  assert.equal(uploads(), 1, 'what was sent is not sent again');
  assert.equal(await page.innerText('#cart-count'), '1');
  await context.close();
});

for (const [what, script] of [
  ['without a database', () => { delete window.indexedDB; Object.defineProperty(window, 'indexedDB', { value: undefined }); }],
  ['that forbids its database', () => { IDBFactory.prototype.open = () => { throw new DOMException('no', 'SecurityError'); }; }],
]) {
  test(`in a browser ${what} the studio works on and says that nothing is kept`, async () => {
    const { page, context, complaints } = await new_visitor(browser);
    await page.addInitScript(script);
    await page.goto(`${SHOP}/studio`);
    await choose_photo(page, photo_path('cat.jpg'));
    await kept(page, 'impossible');
    const first = await settled_painting(page);
    await page.click('[data-command="turn_left"]');
    await settled_painting(page, first);
    assert.deepEqual(complaints, []);
    await context.close();
  });
}
