// Kills while buyers buy, then counts. Run by run.mjs on a shop of its own.
import { parseArgs } from 'node:util';
import { rows } from '../e2e/support/shop.mjs';
import { sleep, until } from '../e2e/support/wait.mjs';
import { Buyers } from './buyers.mjs';
import { violations } from './invariants.mjs';
import { all_answer, kill, labels } from './killer.mjs';
import { Random } from './random.mjs';
import { Recovery } from './recovery.mjs';

const BUYERS = 3;
const ALL_DONE_WITHIN_MS = 240_000;

const { values } = parseArgs({ options: { kills: { type: 'string', default: '40' }, seed: { type: 'string', default: '1' } } });
const wanted = Number(values.kills);
const seed = Number(values.seed);
if (!Number.isInteger(wanted) || wanted < 1 || !Number.isInteger(seed)) throw new Error('kill-test wants --kills N and --seed S, whole numbers');

// A request that nobody answers is given up, as a person would.
const plain_fetch = globalThis.fetch;
globalThis.fetch = (address, options = {}) => plain_fetch(address, { signal: AbortSignal.timeout(20_000), ...options });

const all_labels = await labels();
const buyers = new Buyers(new Random(seed + 1));
const recovery = new Recovery();
const random = new Random(seed);
const met = new Map();

await buyers.start(BUYERS);
recovery.start();
for (let number = 0; number < wanted; number++) {
  const done = await kill(number, all_labels, random);
  recovery.note(done);
  met.set(done.what, (met.get(done.what) ?? 0) + 1);
  await all_answer();
  console.log(`  ${String(number + 1).padStart(3)}  ${done.what}: all parts answer again after ${((Date.now() - done.at) / 1000).toFixed(1)} s`);
  await sleep(200 + random.below(1500));
}
await buyers.stop();
await recovery.finish(ALL_DONE_WITHIN_MS);
await until('all paid orders to be shipped', async () =>
  (await rows("select id from orders where status in ('paid', 'in_production')")).length === 0, ALL_DONE_WITHIN_MS, 500)
  .catch((late) => console.log(`  ${late.message}`));
await until('the outbox to be drained', async () =>
  (await rows("select id from jobs where state in ('available', 'running', 'retryable') and run_at < now() + interval '1 hour'")).length === 0, ALL_DONE_WITHIN_MS, 500)
  .catch((late) => console.log(`  ${late.message}`));

const found = await violations(buyers.purchases);
for (const sentence of found) console.log(`  VIOLATION ${sentence}`);
const never_met = all_labels.filter((label) => ![...met.keys()].some((what) => what === label || what.endsWith(` ${label}`)));
console.log(`  ${buyers.purchases.length} orders bought; killed at ${all_labels.length - never_met.length} of ${all_labels.length} labels${never_met.length ? `, not at ${never_met.join(' ')}` : ''}; seed ${seed}`);
console.log(`  slowest recovery after ${recovery.slowest}`);
console.log(`kills ${wanted}, violations ${found.length}, slowest recovery ${(recovery.slowest_ms / 1000).toFixed(1)} s`);
process.exit(found.length ? 1 : 0);
