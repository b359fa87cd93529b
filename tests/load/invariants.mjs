// Held against the database, and the records of payments, printer and mails.
import { nothing_left_over, stories_are_intact } from '../chaos/invariants.mjs';
import { print_orders } from '../e2e/support/sandbox.mjs';
import { rows } from '../e2e/support/shop.mjs';

const external_id = (id) => id.replaceAll('-', '');

// Sentences, one a violation.
export async function lost_or_doubled(purchases, printer) {
  const found = [];
  const broken = (sentence) => found.push(sentence);
  const orders = await rows('select o.id, o.number, o.status, o.stripe_session_id as session, o.paid_cents, o.total_cents, i.id as line, i.quantity from orders o join order_items i on i.order_id = o.id');
  const by_session = grouped(orders, (order) => order.session);
  const printed = grouped((await print_orders()).filter((one) => one.status !== 'canceled'), (one) => one.external_id);
  for (const { session, order_number } of purchases) {
    const own = by_session.get(session) ?? [];
    if (own.length !== 1) { broken(`session ${session} of ${order_number} has ${own.length} orders`); continue; }
    const [order] = own;
    if (order.paid_cents !== order.total_cents || order.paid_cents <= 0) broken(`order ${order.number}: ${order.paid_cents} of ${order.total_cents} were taken`);
    if (order.status !== 'in_production') broken(`order ${order.number} was paid and is ${order.status}`);
    const theirs = printed.get(external_id(order.id)) ?? [];
    const pieces = theirs.flatMap((one) => one.items).filter((item) => item.external_id === order.line).reduce((sum, item) => sum + item.quantity, 0);
    if (theirs.length !== 1 || pieces !== order.quantity) broken(`order ${order.number}: ${theirs.length} times at the printer with ${pieces} of ${order.quantity} pieces`);
  }
  const paid = new Set(orders.filter((order) => order.paid_cents > 0).map((order) => external_id(order.id)));
  for (const id of printed.keys()) if (!paid.has(id)) broken(`the printer has an order that nobody paid: ${id}`);
  if (printer.refused) broken(`the printer turned ${printer.refused} requests away`);
  await one_confirmation_each(purchases, broken);
  await nothing_left_over(broken);
  await stories_are_intact(broken);
  return found;
}

const grouped = (list, key) => {
  const groups = new Map();
  for (const one of list) groups.set(key(one), [...(groups.get(key(one)) ?? []), one]);
  return groups;
};

async function one_confirmation_each(purchases, broken) {
  const mails = await rows("select u.email_of as email, count(*) as mails from (select o.user_email as email_of from mails m join orders o on o.id = m.order_id where m.kind = 'confirmation' and m.sent_at is not null) u group by 1");
  const sent = new Map(mails.map(({ email, mails: count }) => [email, count]));
  for (const { email, order_number } of purchases) if (sent.get(email) !== 1) broken(`order ${order_number}: ${sent.get(email) ?? 0} confirmations were sent`);
}
