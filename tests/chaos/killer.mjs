// Ends processes with SIGKILL: at a labelled step boundary (server/domain/kill_points.h) or at any moment.
import { execFile } from 'node:child_process';
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { ROOT, SHOP, STATE_DIR } from '../e2e/support/shop.mjs';
import { sleep, until } from '../e2e/support/wait.mjs';

const run = promisify(execFile);
const ORDER = process.env.PICASSO_KILL_AT;
const LABEL_WITHIN_MS = 15_000;
const PORT = Number(new URL(SHOP).port);
const sockets = () => readFileSync(`${STATE_DIR}/run/sockets`, 'utf8').trim();
const answers = async (port, path) => (await fetch(`http://127.0.0.1:${port}${path}`, { signal: AbortSignal.timeout(2000) })).ok;

// Each part of the stack, and whether it answers.
const PARTS = {
  app1: () => answers(PORT + 1000, '/readyz'),
  app2: () => answers(PORT + 1001, '/readyz'),
  worker: () => answers(PORT + 1002, '/healthz'),
  redis: async () => (await run('redis-cli', ['-s', `${sockets()}/redis.sock`, 'ping'])).stdout.trim() === 'PONG',
  postgres: async () => (await run('psql', ['-X', '-At', '-h', `${sockets()}/postgres`, '-U', 'shop', '-d', 'shop', '-c', 'select 1'])).stdout.trim() === '1',
};

const pid_of = (part) => Number(readFileSync(`${STATE_DIR}/run/${part}.pid`, 'utf8').split(' ')[0]);

export async function labels() {
  const { stdout } = await run(`${ROOT}/build/release/bin/picasso_pet`, ['kill-points']);
  return stdout.trim().split('\n');
}

export const all_answer = () => until('all parts to answer again', async () =>
  (await Promise.all(Object.values(PARTS).map((ask) => ask().catch(() => false)))).every(Boolean), 120_000, 100);

// The process that next comes to the label ends itself, or a store. Null when none came there in time.
async function kill_at(label, nth, victim) {
  const pid = victim === 'itself' ? 0 : pid_of(victim);
  writeFileSync(`${ORDER}.new`, `${label} ${nth} ${pid}`);
  renameSync(`${ORDER}.new`, ORDER);
  const deadline = Date.now() + LABEL_WITHIN_MS;
  while (existsSync(ORDER)) {
    if (Date.now() > deadline) {
      rmSync(ORDER, { force: true });
      return null;
    }
    await sleep(20);
  }
  return { at: Date.now(), what: victim === 'itself' ? label : `${victim} at ${label}` };
}

async function kill_some_time(random) {
  const part = random.of(Object.keys(PARTS));
  await sleep(random.below(1500));
  const flushed = part === 'redis' && random.below(2) === 0;
  if (flushed) await run('redis-cli', ['-s', `${sockets()}/redis.sock`, 'flushall']);
  process.kill(pid_of(part), 'SIGKILL');
  return { at: Date.now(), what: `${part}${flushed ? ', flushed before,' : ''} at any time` };
}

// The kill with this number: of five, three at the labels in turn (one of these a store there), two at any time.
export async function kill(number, all_labels, random) {
  const nth = 1 + random.below(2);
  const victim = number % 5 === 2 ? random.of(['redis', 'postgres']) : 'itself';
  if (number % 5 < 3) {
    const at_label = Math.floor(number / 5) * 3 + (number % 5);
    const done = await kill_at(all_labels[at_label % all_labels.length], nth, victim);
    if (done) return done;
  }
  return kill_some_time(random);
}
