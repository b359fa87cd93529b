// A customer cancels while the shop is at work: nothing of the photo stays there.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { after, before, test } from '../support/spec.mjs';
import { launch } from '../support/browser.mjs';
import { buys_now, cancel, ready_to_buy } from '../support/canceling.mjs';
import { quoted, rows, STATE_DIR } from '../support/shop.mjs';
import { until } from '../support/wait.mjs';

let browser;
before(async () => { browser = await launch(); });
after(() => browser?.close());

const worker = () => Number(readFileSync(`${STATE_DIR}/run/worker.pid`, 'utf8').split(' ')[0]);
const objects_of = (id) => readdirSync(`${STATE_DIR}/objects`, { recursive: true }).map(String).filter((key) => key.includes(id));
const status_of = async (id) => (await rows(`select status from pet_images where id = ${quoted(id)}`))[0].status;

test('a design that is canceled while it waits is deleted, and the same can be bought after all', async () => {
  const { page, context } = await ready_to_buy(browser);
  const accepted = page.waitForResponse('**/api/upload');
  const called_off = page.waitForResponse((response) => response.request().method() === 'DELETE');
  let id;
  process.kill(worker(), 'SIGSTOP');
  try {
    await page.click('#add-to-cart');
    ({ id } = await (await accepted).json());
    assert.equal(objects_of(id).length, 1, 'the photo is there');
    await cancel(page);
    assert.equal((await called_off).status(), 204);
    assert.equal(await status_of(id), 'rejected');
  } finally {
    process.kill(worker(), 'SIGCONT');
  }
  await until('the photo to be deleted', () => objects_of(id).length === 0);
  await buys_now(page);
  assert.equal(await status_of(id), 'rejected', 'it was sent anew');
  await context.close();
});
