// The run as a table and as JSON.
import { summary } from './percentile.mjs';

const ms = (value) => (value === null ? '-' : `${value.toFixed(0)} ms`);

export function figures_of({ wanted, buyers, buying_s, front, end, began_s, printer, violations, webhooks, machine, arithmetic }) {
  const json = {
    orders: wanted, paid_within_s: buying_s, given_up: buyers.given_up, refused: Object.fromEntries(buyers.refused),
    storefront_ms: front, checkout_ms: summary(buyers.checkout_ms), thank_you_ms: summary(buyers.thanks_ms),
    webhook_ms: { ...summary(webhooks.times_ms), refused: webhooks.refused },
    settled_after_s: end.settled_s === undefined ? null : end.settled_s - began_s,
    submitted: end.submitted, submitted_after_min: (end.submitted_s - began_s) / 60,
    arithmetic, printer: { ...printer, requests_per_order: printer.requests / Math.max(1, end.submitted) }, machine, violations,
  };
  const row = (what, value, wish = '') => `  ${what.padEnd(40)} ${value.padEnd(34)} ${wish}`;
  const times = ({ p50, p99, max }) => `p50 ${ms(p50)}  p99 ${ms(p99)}  max ${ms(max)}`;
  const refusals = [...buyers.refused].map(([what, count]) => `${count} x ${what}`).join(', ');
  const lines = [
    '',
    row('paid', `${buyers.purchases.length} of ${wanted} in ${buying_s.toFixed(0)} s`),
    row('storefront meanwhile', times(front), 'p99 at most 200 ms'),
    row('', `${front.requests} requests, ${front.failed} failed`),
    row('webhook answered', times(json.webhook_ms), 'p99 below 50 ms'),
    row('', `${json.webhook_ms.count} webhooks, ${webhooks.refused} refused`),
    row('checkout, to the payment page', times(json.checkout_ms), refusals),
    row('thank-you page', times(json.thank_you_ms)),
    row('all settled after', end.settled_s === undefined ? 'never' : `${json.settled_after_s.toFixed(0)} s`),
    row('all at the printer after', `${json.submitted_after_min.toFixed(1)} min`, `at 120/min at least ${arithmetic.at_the_limit_min.toFixed(1)} min, at our pace ${arithmetic.at_our_pace_min.toFixed(1)} min`),
    row('printer asked', `${printer.requests} times, ${json.printer.requests_per_order.toFixed(2)} an order`),
    row('', `${printer.most_in_a_minute} in the busiest minute, ${printer.refused} refused`, `limit ${printer.limit}`),
    row('machine', `${machine.cores} cores, load ${machine.load_before.toFixed(1)} before`),
  ];
  return { json, lines };
}
