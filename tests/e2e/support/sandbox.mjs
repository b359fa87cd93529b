// The stand-ins' switches and records.
import assert from 'node:assert/strict';
import { SANDBOX } from './shop.mjs';
import { until } from './wait.mjs';

async function json(path) {
  const answer = await fetch(SANDBOX + path);
  assert.ok(answer.ok, `${path}: ${answer.status}`);
  return answer.json();
}

async function post(path, body) {
  const typed = body instanceof URLSearchParams ? {} : { 'content-type': 'application/json' };
  const answer = await fetch(SANDBOX + path, {
    method: 'POST', headers: typed, body: body instanceof URLSearchParams ? body : JSON.stringify(body), redirect: 'manual',
  });
  assert.ok(answer.status < 400, `${path} ${body}: ${answer.status}`);
}

// What the services were asked, oldest first; `status` is what they answered before any fault.
export const requests = (service = '') => json(`/requests.json${service && `?service=${service}`}`);

// kinds: latency 429 500 reset_after_work truncated down; each hits the next `count` requests whose address contains `path`.
export const switch_fault = (service, kind, count = 1, ms = 0, path = '') => post('/faults', { service, kind, count, ms, path });
export const faults_left = () => json('/faults');
export const clear_faults = () => fetch(`${SANDBOX}/faults`, { method: 'DELETE' });

// stripe_webhook before|after|never, webhook_copies, webhook_delay_ms
export const change_settings = (settings) => post('/settings', settings);
export const settle_bank_debit = (session, succeeds) =>
  post('/stripe-actions', new URLSearchParams({ session, action: succeeds ? 'bank_succeeds' : 'bank_fails' }));
export const act_on_print_order = (order, action) => post('/printful-orders', new URLSearchParams({ order: String(order), action }));

// --- mailbox ----------------------------------------------------------------------------------------------------------

export const mails_to = async (email) => (await json('/mailbox.json')).filter((mail) => mail.to.includes(email));

export const mail_to = (email, subject, timeout_ms = 40_000) =>
  until(`a mail to ${email} about ${subject}`, async () => (await mails_to(email)).find((mail) => subject.test(mail.subject)), timeout_ms);

export const CONFIRMATION = /^Your order \S+ at /;
export const SHIPPED = /is on its way$/;

export function order_link_in(mail) {
  const link = mail.text.match(/https?:\/\/\S+\/orders\/\S+/)?.[0];
  assert.ok(link, 'the mail links to the order');
  return link;
}

// --- printer ----------------------------------------------------------------------------------------------------------

export const print_orders = async () => (await json('/printful-orders.json')).map((stored) => stored.object);
export const print_orders_of = async (order_id) =>
  (await print_orders()).filter((order) => order.external_id === order_id.replaceAll('-', ''));

// What the second printer has of an order, whatever it calls it.
export const printify_orders_of = async (order_id) =>
  (await json('/printify-orders.json')).filter((stored) => stored.object.metadata.shop_order_id === order_id.replaceAll('-', ''));
export const act_on_parcel = (code, status) => post('/easypost-trackers', new URLSearchParams({ code, status }));

// Waits until the printer has the order in one of the states.
export const print_order_in = (order_id, states, timeout_ms = 60_000) =>
  until(`the printer to have order ${order_id} ${states}`, async () =>
    (await print_orders_of(order_id)).find((order) => states.includes(order.status)), timeout_ms);
