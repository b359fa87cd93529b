// Mails that do not arrive, and a person who wants to be forgotten.
import assert from 'node:assert/strict';
import { create_checkout, make_design, new_cart, pay } from '../support/api.mjs';
import { owner } from '../support/owner.mjs';
import { act_on_print_order, CONFIRMATION, mail_to, mails_to, print_order_in } from '../support/sandbox.mjs';
import { quoted, rows, SHOP } from '../support/shop.mjs';
import { before, test } from '../support/spec.mjs';
import { until } from '../support/wait.mjs';

let design;
before(async () => { design = await make_design(); });

const order_of = async (number) => (await rows(`select * from orders where number = ${quoted(number)}`))[0];

async function buy(email) {
  const { url, order_number } = await (await create_checkout(new_cart(design))).json();
  assert.equal((await pay(url, email)).status, 303);
  await until('the order to be paid', async () => (await order_of(order_number)).paid_at, 30_000);
  return order_number;
}

test('a mail that bounces is shown with the order, told to the owner, and can be sent again', async () => {
  const email = `bounce-${Date.now()}@example.com`;
  const number = await buy(email);
  const order = await until('the bounce to be noticed', async () => {
    const one = await order_of(number);
    return one.trouble ? one : undefined;
  }, 30_000);
  assert.match(order.trouble, /did not arrive: bounce \(bounce, 5\.1\.1\)/);
  assert.doesNotMatch(order.trouble, /@/);
  assert.equal((await rows(`select 1 from order_history where order_id = ${quoted(order.id)} and event = 'mail_bounced'`)).length >= 1, true);
  const told = await mail_to('hello@picasso-pet.example', new RegExp(`${number} needs you`));
  assert.match(told.text, /did not arrive/);
  await mail_to(email, CONFIRMATION);

  const list = await owner('mail', 'list', number);
  const [, id] = list.said.match(/^(\S+) +confirmation +bounced/m) ?? [];
  assert.ok(id, list.said);
  assert.equal((await owner('mail', 'again', id)).status, 0);
  await until('the second confirmation', async () => (await mails_to(email)).filter((mail) => CONFIRMATION.test(mail.subject)).length === 2, 30_000);
});

test('who asks is forgotten by the link in the mail, after the order is finished', async () => {
  const email = `forget-${Date.now()}@example.com`;
  const number = await buy(email);
  const form = (fields) => ({ method: 'POST', body: new URLSearchParams(fields) });
  const answer = await fetch(`${SHOP}/de/privacy/delete`, form({ email }));
  assert.equal(answer.status, 200);
  assert.equal(await answer.text(), await (await fetch(`${SHOP}/de/privacy/delete`, form({ email: 'nobody@example.com' }))).text());
  const mail = await mail_to(email, /Daten .* löschen/);
  const link = new URL(mail.text.match(/https?:\/\/\S+confirm\S+/)[0]);
  assert.match(await (await fetch(link)).text(), /Alles löschen\?/);

  const { id } = await order_of(number);
  const print = await print_order_in(id, ['inprocess', 'fulfilled']);
  if (print.status === 'inprocess') await act_on_print_order(print.id, 'ship');
  await act_on_print_order((await print_order_in(id, ['fulfilled'])).id, 'deliver').catch(() => {});
  await until('the order to be delivered', async () => (await order_of(number)).status === 'delivered', 60_000);
  const confirmed = await fetch(`${SHOP}${link.pathname}`, form(Object.fromEntries(link.searchParams)));
  assert.match(await confirmed.text(), /Wir löschen deine Daten/);
  const after = await until('the order to be forgotten', async () => {
    const one = await order_of(number);
    return one.user_email === null ? one : undefined;
  }, 30_000);
  assert.equal(after.ship_name, null);
  assert.equal(after.status, 'delivered');
  const audit = await owner('audit');
  assert.equal(audit.status, 0, audit.said);
});
