// Buyers at the pace of 1,000 a minute while others look at the shop; then until the printer has every order. See README.md.
import { writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { make_design } from '../e2e/support/api.mjs';
import { rows, SANDBOX, STATE_DIR } from '../e2e/support/shop.mjs';
import { sleep } from '../e2e/support/wait.mjs';
import { Buyers } from './buyers.mjs';
import { figures_of } from './figures.mjs';
import { lost_or_doubled } from './invariants.mjs';
import { read_options } from './options.mjs';
import { visit_storefront } from './storefront.mjs';
import { webhook_answers } from './webhooks.mjs';

const ORDERS_PER_S = 1000 / 60;
const TAKEN_PER_MINUTE = 120;   // by the printer
const ASKED_PER_MINUTE = 100;   // by us in the long run, and ten at once: server/domain/provider_gate.h
const SLACK_S = 120;            // for settling, retries and a slow machine

const { orders: wanted, json } = read_options(process.argv.slice(2));
const window_s = wanted / ORDERS_PER_S;
const printer_record = async () => (await fetch(`${SANDBOX}/printful-rate.json`)).json();
const progress = async () => (await rows(`select count(*) filter (where paid_at is not null) as paid,
  count(*) filter (where status = 'in_production') as submitted,
  count(*) filter (where status = 'needs_attention') as troubled from orders`))[0];

const started_at = Date.now();
const seconds = () => (Date.now() - started_at) / 1000;

async function wait_for_printer(bought) {
  const deadline_s = window_s + (60 * wanted) / ASKED_PER_MINUTE + SLACK_S;
  let settled_s;
  for (let told_s = -Infinity; ; await sleep(1000)) {
    const { paid, submitted, troubled } = await progress();
    if (paid >= bought) settled_s ??= seconds();
    if (seconds() - told_s >= 15) {
      told_s = seconds();
      console.log(`  ${told_s.toFixed(0).padStart(4)} s  ${paid} paid, ${submitted} at the printer`);
    }
    if (submitted + troubled >= bought || seconds() > deadline_s) return { settled_s, submitted_s: seconds(), submitted, paid };
  }
}

console.log(`  ${wanted} orders in ${window_s.toFixed(0)} s; the printer takes ${TAKEN_PER_MINUTE} requests a minute: at least ${(wanted / TAKEN_PER_MINUTE).toFixed(1)} min, at our pace ${(wanted / ASKED_PER_MINUTE).toFixed(1)} min`);
const design = await make_design({ photo: 'dog.jpg', print_spec: 'tee' });
const load_before = loadavg()[0];
const buyers = new Buyers(design);
const storefront = visit_storefront({ design, seconds: Math.ceil(window_s) });
const began_s = seconds();
await buyers.buy(wanted, ORDERS_PER_S);
const buying_s = seconds() - began_s;
const front = await storefront;
const end = await wait_for_printer(buyers.purchases.length);
const printer = await printer_record();
const violations = await lost_or_doubled(buyers.purchases, printer);

const figures = figures_of({
  wanted, buyers, buying_s, front, end, began_s, printer, violations,
  webhooks: webhook_answers(`${STATE_DIR}/log/nginx-access.log`),
  machine: { cores: cpus().length, load_before },
  arithmetic: { at_the_limit_min: wanted / TAKEN_PER_MINUTE, at_our_pace_min: wanted / ASKED_PER_MINUTE },
});
for (const line of figures.lines) console.log(line);
for (const violation of violations) console.log(`  VIOLATION ${violation}`);
if (json) writeFileSync(json, `${JSON.stringify(figures.json, null, 2)}\n`);
console.log(`orders ${buyers.purchases.length}, at the printer ${end.submitted}, violations ${violations.length}`);
process.exit(violations.length ? 1 : 0);
