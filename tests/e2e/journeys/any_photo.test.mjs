// Whatever a phone calls a photo: it opens, the right way up and in its colours, and tells nothing but the picture.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from '../support/spec.mjs';
import { launch, new_visitor, PHONE, screenshot } from '../support/browser.mjs';
import { converted_to, CORNERS, corners, corners_file, GPS_WORDS, heic, held, seen_corners, sharp, turned_heic, with_exif, with_segment } from '../support/photos.mjs';
import { photo_path, scratch_file } from '../support/pictures.mjs';
import { keep_what_is_sent, sent_photo, stored_photo } from '../support/sent_photo.mjs';
import { SHOP } from '../support/shop.mjs';
import { add_to_cart, choose_photo, settled_painting } from '../support/studio.mjs';

let browser;
before(async () => { browser = await launch(); });
after(() => browser?.close());

async function in_studio(options = {}, viewport = PHONE) {
  const visitor = await new_visitor(browser, viewport, options);
  await keep_what_is_sent(visitor.page);
  await visitor.page.goto(`${SHOP}/studio`);
  return visitor;
}

const words = (page) => page.innerText('#photo-notice');

// Opens another photo in a studio where one is open, perhaps.
async function open(page, file) {
  await page.evaluate(() => document.querySelector('#painting').removeAttribute('data-painted'));
  await page.setInputFiles('#photo-file', file);
  await page.waitForSelector('#painting[data-painted]', { timeout: 60_000 });
  await settled_painting(page);
}

function assert_near(colours, expected, what, most) {
  for (const [name, colour] of Object.entries(expected)) {
    const far = Math.max(...colour.map((value, index) => Math.abs(value - colours[name][index])));
    assert.ok(far <= most, `${what}: ${name} is ${colours[name]} instead of ${colour}`);
  }
}

async function assert_corners(page, what, { width = 300, height = 200, most = 8 } = {}) {
  const sent = await sent_photo(page);
  const seen = await seen_corners(sent.bytes);
  assert.deepEqual([seen.width, seen.height], [width, height], what);
  assert_near(seen, CORNERS, what, most);
  assert.equal((await sharp(sent.bytes).metadata()).icc, undefined, `${what} has no profile left`);
  assert.doesNotMatch(sent.bytes.toString('latin1'), /GPS|xmp|ICC_PROFILE|Photoshop/i, what);
  return sent;
}

test('a JPEG stays as it is, byte for byte, apart from what it tells about its owner', async () => {
  const { page, context } = await in_studio();
  const plain = readFileSync(await converted_to('jpg', photo_path('dog.jpg'), '-strip'));
  const xmp = with_segment(plain, 0xe1, Buffer.from('http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>owner</x:xmpmeta>'));
  const talkative = Buffer.concat([with_segment(with_exif(xmp, 1), 0xfe, Buffer.from('a comment')), Buffer.from('MotionPhoto film')]);
  await choose_photo(page, scratch_file('IMG_20260704_at_home.jpg', talkative));
  const sent = await sent_photo(page);
  assert.equal(sent.name, 'photo.jpg');
  const past_jfif = 20; // written anew: it may hold a thumbnail
  assert.ok(sent.bytes.subarray(past_jfif).equals(plain.subarray(past_jfif)));
  await context.close();
});

test('the photo that the shop keeps holds no place, date or name', async () => {
  const { page, context } = await new_visitor(browser, PHONE);
  await page.goto(`${SHOP}/studio`);
  const photo = with_exif(readFileSync(await held(photo_path('cat.jpg'), 6)), 6);
  assert.ok(photo.includes(GPS_WORDS));
  await choose_photo(page, scratch_file('cat-at-home.jpg', photo));
  await add_to_cart(page, {});
  const design_id = await page.evaluate(() => JSON.parse(localStorage.getItem('picasso-pet.cart')).items[0].design_id);
  const kept = stored_photo(design_id);
  assert.equal(kept.includes('GPS'), false);
  assert.equal((await sharp(kept).metadata()).orientation, 6);
  await context.close();
});

test('all eight ways to hold a camera give the same picture', async () => {
  const { page, context } = await in_studio();
  const upright = await corners_file('png', 300, 200);
  for (const orientation of [1, 2, 3, 4, 5, 6, 7, 8]) {
    await open(page, await held(upright, orientation));
    await assert_corners(page, `orientation ${orientation}`);
    const [width, height] = await page.evaluate(() => document.querySelector('#crop').style.aspectRatio.split('/').map(Number));
    assert.deepEqual([width, height], [300, 200], `orientation ${orientation} in the studio`);
  }
  await context.close();
});

test('the same when the picture has to be drawn anew', async () => {
  const { page, context } = await in_studio();
  const upright = await corners_file('png', 300, 200);
  for (const orientation of [1, 2, 3, 4, 5, 6, 7, 8]) {
    const stored = readFileSync(await held(upright, orientation));
    await open(page, scratch_file(`turned-${orientation}.webp`, await sharp(stored).withMetadata({ orientation }).webp({ quality: 95 }).toBuffer()));
    await assert_corners(page, `WebP in orientation ${orientation}`, { most: 12 });
  }
  await context.close();
});

test('Display P3 becomes sRGB, in JPEG, PNG, WebP and AVIF, and is turned once', async () => {
  const { page, context } = await in_studio();
  const wide = async () => (await corners(300, 200)).withIccProfile('p3');
  const files = {
    jpg: with_exif(await (await wide()).jpeg({ quality: 97, chromaSubsampling: '4:4:4' }).toBuffer(), 3),
    png: await (await wide()).png().toBuffer(),
    webp: await (await wide()).webp({ quality: 97 }).toBuffer(),
    avif: await (await wide()).avif({ quality: 90 }).toBuffer(),
  };
  for (const [kind, bytes] of Object.entries(files)) {
    await open(page, scratch_file(`wide.${kind}`, bytes));
    if (kind !== 'jpg') await assert_corners(page, `P3 ${kind}`, { most: 12 });
    else {
      const seen = await seen_corners((await sent_photo(page)).bytes);
      assert_near(seen, { bottom_right: CORNERS.top_left, top_left: CORNERS.bottom_right }, 'P3 JPEG upside down', 12);
    }
  }
  await context.close();
});

test('16 bits, CMYK, BMP and GIF are drawn anew', async () => {
  const { page, context } = await in_studio();
  const upright = await corners_file('png', 300, 200);
  await open(page, await converted_to('png', upright, '-depth', '16', '-define', 'png:bit-depth=16'));
  await assert_corners(page, '16 bits');
  await open(page, await converted_to('bmp', upright));
  await assert_corners(page, 'BMP');
  await open(page, await converted_to('gif', upright));
  await assert_corners(page, 'GIF', { most: 20 });
  await open(page, await converted_to('jpg', upright, '-colorspace', 'CMYK', '-quality', '97'));
  await assert_corners(page, 'CMYK', { most: 60 });
  await context.close();
});

test('of an animated WebP the first frame is painted', async () => {
  const { page, context } = await in_studio();
  const first = await corners_file('png', 300, 200);
  await open(page, await converted_to('webp', first, '-delay', '20', '(', first, '-negate', ')', '-loop', '0'));
  await assert_corners(page, 'animated WebP', { most: 20 });
  await context.close();
});

test('a HEIC photo opens, its decoder comes only then', async () => {
  const { page, context } = await in_studio();
  const asked = [];
  page.on('request', (request) => asked.push(request.url()));
  const decoder = () => asked.filter((url) => /heic-|libheif/.test(url));
  await open(page, photo_path('cat.jpg'));
  assert.deepEqual(decoder(), []);
  await open(page, await heic([await corners_file('png', 300, 200)]));
  await assert_corners(page, 'HEIC', { most: 12 });
  assert.equal(decoder().length, 2);
  await screenshot(page, 'studio-heic-phone');
  await context.close();
});

test('a HEIC photo as phones make it: Display P3, turned by its own rule, with an Exif block that says so again', async () => {
  const { page, context } = await in_studio();
  const stored = await (await corners(300, 200)).rotate(270).withIccProfile('p3').jpeg({ quality: 97, chromaSubsampling: '4:4:4' }).toBuffer();
  await open(page, await turned_heic(scratch_file('phone.jpg', with_exif(stored, 6))));
  await assert_corners(page, 'HEIC of a phone', { most: 14 });
  await context.close();
});

test('of a HEIC burst the first photo is taken, and said so', async () => {
  const { page, context } = await in_studio();
  await open(page, await heic([await corners_file('png', 300, 200), photo_path('cat.jpg')]));
  assert.match(await words(page), /holds 2 photos; the first was taken/);
  await assert_corners(page, 'burst', { most: 12 });
  await context.close();
});

// A drop or a paste of files, as the browser's own events.
async function give(page, kind, files) {
  const sources = files.map(({ path, name, type }) => ({ name, type, base64: readFileSync(path).toString('base64') }));
  await page.evaluate(({ kind: event_kind, sources: given }) => {
    const transfer = new DataTransfer();
    for (const { name, type, base64 } of given) {
      transfer.items.add(new File([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))], name, { type }));
    }
    const options = { bubbles: true, cancelable: true };
    const event = event_kind === 'paste'
      ? new ClipboardEvent('paste', { ...options, clipboardData: transfer })
      : new DragEvent('drop', { ...options, dataTransfer: transfer });
    document.body.dispatchEvent(event);
  }, { kind, sources });
}

test('a photo is pasted, dropped, or dropped with others', async () => {
  const { page, context } = await in_studio();
  const photo = { path: photo_path('cat.jpg'), name: 'cat.jpg', type: 'image/jpeg' };
  await give(page, 'paste', [photo]);
  const pasted = await settled_painting(page);
  await give(page, 'drop', [{ ...photo, path: photo_path('dog.jpg') }]);
  const dropped = await settled_painting(page, pasted);
  await give(page, 'drop', [{ path: scratch_file('notes.txt', 'no photo'), name: 'notes.txt', type: 'text/plain' }, photo]);
  assert.equal(await settled_painting(page, dropped), pasted);
  assert.match(await words(page), /Of the 2 files the first photo was taken/);
  await context.close();
});

test('the camera is offered where there is one', async () => {
  const phone = await in_studio({ hasTouch: true, isMobile: true });
  assert.equal(await phone.page.getAttribute('#photo-camera', 'capture'), 'environment');
  const label = phone.page.getByText('Take a photo', { exact: true });
  assert.ok((await label.boundingBox()).height >= 44);
  const [chooser] = await Promise.all([phone.page.waitForEvent('filechooser'), label.click()]);
  await chooser.setFiles(photo_path('cat.jpg'));
  await settled_painting(phone.page);
  await phone.context.close();
  const desktop = await in_studio({}, { width: 1280, height: 900 });
  assert.equal(await desktop.page.getByText('Take a photo', { exact: true }).isVisible(), false);
  await desktop.context.close();
});

for (const [language, home, said] of [['English', '', /look to the side/], ['German', '/de', /zur Seite/]]) {
  test(`what may disappoint in a photo is said in ${language}`, async () => {
    const { page, context } = await new_visitor(browser, PHONE);
    await page.goto(`${SHOP}${home}/studio`);
    await page.setInputFiles('#photo-file', photo_path('cat.jpg'));
    await page.waitForSelector('#hints li');
    assert.match(await page.innerText('#hints'), said);
    await context.close();
  });
}
