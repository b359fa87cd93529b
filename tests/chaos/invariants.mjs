// What must hold in the end, whatever was killed: held against the database, and the records of payments, printer, mails.
import { owner } from '../e2e/support/owner.mjs';
import { print_orders } from '../e2e/support/sandbox.mjs';
import { quoted, rows, SANDBOX, secret } from '../e2e/support/shop.mjs';

async function paid_session(id) {
  const answer = await fetch(`${SANDBOX}/stripe/v1/checkout/sessions/${id}`, { headers: { authorization: `Bearer ${secret('STRIPE_SECRET_KEY')}` } });
  return answer.json();
}

async function one_order_per_paid_session(purchases, broken) {
  for (const { session, order_number } of purchases) {
    const { payment_status, amount_total } = await paid_session(session);
    if (payment_status !== 'paid') { broken(`session ${session} of ${order_number} is ${payment_status}`); continue; }
    const orders = await rows(`select number, status, paid_cents, total_cents from orders where stripe_session_id = ${quoted(session)}`);
    if (orders.length !== 1) { broken(`session ${session} has ${orders.length} orders`); continue; }
    const [order] = orders;
    if (!['shipped', 'delivered'].includes(order.status)) broken(`order ${order.number} was paid and is ${order.status}`);
    if (order.paid_cents !== amount_total || order.total_cents !== amount_total) broken(`order ${order.number}: ${amount_total} were paid, not ${order.paid_cents} of ${order.total_cents}`);
  }
  const carts = await rows("select cart_id from orders where paid_at is not null group by cart_id having count(*) > 1");
  for (const { cart_id } of carts) broken(`cart ${cart_id} was paid twice`);
}

async function each_line_printed_once(purchases, broken) {
  const printed = await print_orders();
  for (const { order_number } of purchases) {
    const [order] = await rows(`select id from orders where number = ${quoted(order_number)}`);
    const lines = await rows(`select id, quantity from order_items where order_id = ${quoted(order.id)}`);
    const theirs = printed.filter((one) => one.external_id === order.id.replaceAll('-', '') && one.status !== 'canceled');
    for (const line of lines) {
      const pieces = theirs.flatMap((one) => one.items).filter((item) => item.external_id === line.id).reduce((sum, item) => sum + item.quantity, 0);
      if (pieces !== line.quantity) broken(`order ${order_number}: ${pieces} of ${line.quantity} pieces at the printer`);
    }
  }
  const paid = new Set((await rows("select replace(id::text, '-', '') as id from orders where paid_at is not null")).map(({ id }) => id));
  for (const one of printed) if (!paid.has(one.external_id)) broken(`the printer has an order that nobody paid: ${one.external_id}`);
}

async function each_mail_once(purchases, broken) {
  const mails = await (await fetch(`${SANDBOX}/mailbox.json`)).json();
  for (const { email, order_number } of purchases) {
    const subjects = mails.filter((mail) => mail.to.includes(email)).map((mail) => mail.subject);
    for (const subject of new Set(subjects)) {
      const copies = subjects.filter((other) => other === subject).length;
      if (copies > 1) broken(`order ${order_number}: "${subject}" was sent ${copies} times`);
    }
  }
  const unsent = await rows('select kind, count(*) as mails from mails where sent_at is null group by kind');
  for (const { kind, mails: count } of unsent) broken(`${count} mails ${kind} were never sent`);
}

export async function nothing_left_over(broken) {
  for (const { kind, state, last_error } of await rows("select kind, state, last_error from jobs where state = 'discarded' or (state <> 'completed' and run_at < now() + interval '1 hour')")) {
    broken(`a job ${kind} is ${state}: ${last_error}`);
  }
  for (const { event_id } of await rows('select event_id from webhook_inbox where processed_at is null')) broken(`event ${event_id} was not processed`);
  for (const { id, rejection_reason } of await rows("select id, rejection_reason from pet_images where status = 'rejected'")) broken(`design ${id} was rejected: ${rejection_reason}`);
}

export async function stories_are_intact(broken) {
  const { status, said } = await owner('audit');
  if (status !== 0) broken(`the audit says: ${said.trim()}`);
}

// Sentences, one a violation.
export async function violations(purchases) {
  const found = [];
  const broken = (sentence) => found.push(sentence);
  await one_order_per_paid_session(purchases, broken);
  await each_line_printed_once(purchases, broken);
  await each_mail_once(purchases, broken);
  await nothing_left_over(broken);
  await stories_are_intact(broken);
  return found;
}
