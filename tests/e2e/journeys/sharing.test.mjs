// A link carries a picture to another device: only after asking, until it is taken back or its time is over.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { after, before, test } from '../support/spec.mjs';
import { upload_form } from '../support/api.mjs';
import { launch, new_visitor, PHONE, screenshots } from '../support/browser.mjs';
import { EICAR, photo_bytes, photo_path, with_comment } from '../support/pictures.mjs';
import { meddle, quoted, rows, SHOP, STATE_DIR } from '../support/shop.mjs';
import { choose_photo, settled_painting, values } from '../support/studio.mjs';
import { until } from '../support/wait.mjs';

let browser;
before(async () => { browser = await launch(); });
after(() => browser?.close());

const share_button = (page) => page.click('#share');
const answer_with = (page, name) => page.getByRole('button', { name }).click();

async function share(page) {
  await share_button(page);
  await answer_with(page, 'Send the photo and make a link');
  await page.waitForSelector('#share-links input');
  return page.inputValue('#share-links input');
}

const id_of = (link) => new URL(link).searchParams.get('design');
const share_by_api = (options) => fetch(`${SHOP}/api/shares`, { method: 'POST', body: upload_form(options) });
const revoke = (id, secret) => fetch(`${SHOP}/api/shares/${id}`, { method: 'DELETE', headers: { 'share-secret': secret } });

async function assert_gone(id) {
  for (const path of ['', '/photo']) {
    const answer = await fetch(`${SHOP}/api/shares/${id}${path}`);
    assert.equal(answer.status, 404);
    assert.match((await answer.json()).detail, /taken back|time is over/);
  }
}

// The row and the photo itself.
const nothing_left = (id, key) => until('row and photo to go', async () => {
  const [{ count }] = await rows(`select count(*)::int from shares where id = ${quoted(id)}`);
  return count === 0 && !existsSync(`${STATE_DIR}/objects/${key}`);
});
const key_of = async (id) => (await rows(`select photo_key from shares where id = ${quoted(id)}`))[0].photo_key;

test('a picture goes to another device by a link, which its maker then takes back', async () => {
  const maker = await new_visitor(browser);
  await maker.page.goto(`${SHOP}/studio`);
  await choose_photo(maker.page, photo_path('dog.jpg'));
  await maker.page.click('[data-command="turn_right"]');
  await maker.page.locator('label.choice:has(input[name="product"][value="hoodie"])').click();
  await maker.page.click('#quantity-more');
  const painting = await settled_painting(maker.page);
  const oval = await values(maker.page);

  await share_button(maker.page);
  const words = await maker.page.innerText('dialog');
  for (const said of [/leaves this one/, /30 days/, /take the link back/]) assert.match(words, said);
  await screenshots(maker.page, 'share-question');
  await answer_with(maker.page, 'Not now');
  assert.deepEqual(maker.sent, [], 'nothing is sent before the answer is yes');

  const link = await share(maker.page);
  assert.deepEqual(maker.sent, [`POST ${SHOP}/api/shares`]);
  await screenshots(maker.page, 'share-link');

  const other = await new_visitor(browser, PHONE, { hasTouch: true, isMobile: true });
  await other.page.goto(link);
  await other.page.waitForSelector('#studio-work', { state: 'visible' });
  assert.equal(await settled_painting(other.page), painting, 'the same picture, to the byte');
  assert.deepEqual(await values(other.page), oval);
  assert.ok(await other.page.isChecked('input[name="product"][value="hoodie"]'));
  assert.equal(await other.page.inputValue('#quantity'), '2');
  assert.equal(other.page.url(), `${SHOP}/studio`, 'the address does not keep the link');
  await screenshots(other.page, 'share-opened');
  await other.page.click('[data-command="turn_left"]');
  const changed = await settled_painting(other.page, painting);
  await other.page.waitForTimeout(700);
  await other.page.reload();
  await other.page.waitForSelector('#studio-work', { state: 'visible' });
  assert.equal(await settled_painting(other.page), changed, 'what was changed there stays there');

  const id = id_of(link);
  const key = await key_of(id);
  await maker.page.reload();
  await maker.page.waitForSelector('#share-links input');
  await answer_with(maker.page, 'Take it back');
  await maker.page.waitForSelector('#share-links:empty', { state: 'attached' });
  await assert_gone(id);
  await nothing_left(id, key);
  await other.page.goto(link);
  await other.page.waitForSelector('#photo-notice.is-problem');
  assert.match(await other.page.innerText('#photo-notice'), /does not work any more/);
  assert.deepEqual([...maker.complaints, ...other.complaints.filter((line) => !line.includes('404'))], []);
  await Promise.all([maker.context.close(), other.context.close()]);
});

test('opening a link leaves alone what the tab had in hand', async () => {
  const shared = await (await share_by_api({ photo: photo_bytes('cat.jpg') })).json();
  const { page, context } = await new_visitor(browser);
  await page.goto(`${SHOP}/studio`);
  await choose_photo(page, photo_path('dog.jpg'));
  const own = await settled_painting(page);
  await page.waitForTimeout(700);
  const id = await page.evaluate(() => sessionStorage.getItem('picasso-pet.draft'));
  await page.goto(shared.url);
  await page.waitForSelector('#studio-work', { state: 'visible' });
  assert.notEqual(await settled_painting(page), own);
  await page.waitForTimeout(700);
  await page.evaluate((draft) => sessionStorage.setItem('picasso-pet.draft', draft), id);
  await page.goto(`${SHOP}/studio`);
  await page.waitForSelector('#studio-work', { state: 'visible' });
  assert.equal(await settled_painting(page), own);
  await context.close();
});

test('a link whose picture could not be opened stays in the address, and a reload opens it', async () => {
  const shared = await (await share_by_api({ photo: photo_bytes('cat.jpg') })).json();
  const { page, context } = await new_visitor(browser, PHONE, { serviceWorkers: 'block' });
  await page.route('**/*.wasm', (route) => route.abort());
  await page.goto(shared.url);
  await answer_with(page, 'Not now');
  await page.waitForSelector('#photo-notice.is-problem');
  assert.match(await page.innerText('#photo-notice'), /load this page again/);
  assert.equal(page.url(), shared.url);
  await page.unroute('**/*.wasm');
  await page.reload();
  await page.waitForSelector('#studio-work', { state: 'visible' });
  await until('the address to be the studio\'s own', () => page.url() === `${SHOP}/studio`);
  await context.close();
});

test('a shared photo is served as a picture and nothing else, to nobody who keeps or lists it', async () => {
  const { id, secret } = await (await share_by_api({ photo: photo_bytes('cat.jpg') })).json();
  const photo = await fetch(`${SHOP}/api/shares/${id}/photo`);
  assert.deepEqual(Buffer.from(await photo.arrayBuffer()), photo_bytes('cat.jpg'));
  const headers = { 'content-type': 'image/jpeg', 'x-content-type-options': 'nosniff', 'cache-control': 'private, no-store',
    'x-robots-tag': 'noindex, nofollow', 'content-disposition': 'attachment', 'cross-origin-resource-policy': 'same-origin' };
  for (const [name, value] of Object.entries(headers)) assert.equal(photo.headers.get(name), value, name);
  assert.equal((await revoke(id, secret)).status, 204);
});

test('only the secret takes a link back, and the database does not know it', async () => {
  const { id, secret } = await (await share_by_api({ photo: photo_bytes('cat.jpg') })).json();
  const [row] = await rows(`select * from shares where id = ${quoted(id)}`);
  assert.ok(!JSON.stringify(row).includes(secret));
  for (const wrong of ['', 'guess', row.secret_sha256]) assert.equal((await revoke(id, wrong)).status, 403);
  assert.equal((await fetch(`${SHOP}/api/shares/${id}`)).status, 200);
  assert.equal((await revoke(id, secret)).status, 204);
  await assert_gone(id);
});

test('when its time is over the link is closed, and photo and row go', async () => {
  const { id } = await (await share_by_api({ photo: photo_bytes('cat.jpg') })).json();
  const key = await key_of(id);
  assert.ok(existsSync(`${STATE_DIR}/objects/${key}`));
  await meddle(`update shares set expires_at = now() - interval '1 second' where id = ${quoted(id)}`);
  await assert_gone(id);
  await meddle(`update jobs set run_at = now() where kind = 'share.remove' and payload = ${quoted(id)}`);
  await nothing_left(id, key);
});

test('hostile photos and unknown links get words, and nothing is kept', async () => {
  const [{ count }] = await rows('select count(*)::int from shares');
  const infected = await share_by_api({ photo: with_comment(photo_bytes('cat.jpg'), EICAR) });
  assert.equal(infected.status, 400);
  assert.match(JSON.stringify(await infected.json()), /virus scanner/);
  assert.equal((await share_by_api({ photo: Buffer.from('<svg onload="alert(1)"/>') })).status, 415);
  assert.equal((await share_by_api({ photo: photo_bytes('cat.jpg'), recipe: '{}' })).status, 400);
  assert.deepEqual(await rows('select count(*)::int from shares'), [{ count }]);
  await assert_gone('A'.repeat(22));
  await assert_gone('nobody');
});
