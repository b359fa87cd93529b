// A part that dies is started again, and nobody notices.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from '../support/spec.mjs';
import { create_checkout, make_design, new_cart, pay } from '../support/api.mjs';
import { CONFIRMATION, mails_to, print_order_in, print_orders_of } from '../support/sandbox.mjs';
import { quoted, rows, SHOP, STATE_DIR } from '../support/shop.mjs';
import { sleep, until } from '../support/wait.mjs';

const pid_of = (part) => Number(readFileSync(`${STATE_DIR}/run/${part}.pid`, 'utf8').split(' ')[0]);
const runs_again = (part, old) => until(`${part} to run again`, () => {
  const pid = pid_of(part);
  if (pid === old) return false;
  process.kill(pid, 0);
  return true;
}, 20_000);

test('a server that is killed is replaced while the shop answers', async () => {
  for (const part of ['app1', 'app2']) {
    const old = pid_of(part);
    let failed = 0;
    let asked = 0;
    let asking = true;
    const visitors = Array.from({ length: 4 }, async () => {
      while (asking) {
        asked++;
        const answer = await fetch(`${SHOP}/api/products`).catch(() => ({ status: 0 }));
        if (answer.status !== 200) failed++;
        await sleep(10);
      }
    });
    await sleep(300);
    process.kill(old, 'SIGKILL');
    await runs_again(part, old);
    await sleep(1000);
    asking = false;
    await Promise.all(visitors);
    assert.equal(failed, 0, `${failed} of ${asked} visitors were turned away`);
    assert.ok(asked > 50);
  }
});

test('a worker that is killed in the middle loses nothing and does nothing twice', async () => {
  const design = await make_design({ photo: 'cat.jpg' });
  const bought = [];
  for (let n = 0; n < 3; n++) {
    const { url, order_number } = await (await create_checkout(new_cart(design, ['tee-white-m', 'hoodie-black-m', 'hat-navy'][n]))).json();
    const email = `killed-${n}-${Date.now()}@example.com`;
    await pay(url, email);
    bought.push({ order_number, email });
  }
  await until('the worker to be at it', async () => (await rows("select id from jobs where state = 'running'")).length > 0, 10_000, 20);
  const old = pid_of('worker');
  process.kill(old, 'SIGKILL');
  await runs_again('worker', old);
  for (const { order_number, email } of bought) {
    const [{ id }] = await rows(`select id from orders where number = ${quoted(order_number)}`);
    await print_order_in(id, ['inprocess', 'fulfilled'], 120_000);
    assert.equal((await print_orders_of(id)).length, 1);
    await until('the confirmation', async () => (await mails_to(email)).some((mail) => CONFIRMATION.test(mail.subject)), 60_000);
  }
});

test('when the cache dies and forgets everything, work goes on', async () => {
  const old = pid_of('redis');
  process.kill(old, 'SIGKILL');
  const id = await make_design({ photo: 'dog.jpg' });
  assert.ok(id);
  await runs_again('redis', old);
});
