// npm test: the shop (a private one, unless SHOP_URL names one), then all tests, then one line with the counts.
// npm run budgets: the same for what is measured.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const HERE = dirname(fileURLToPath(import.meta.url));
const ROOT = join(HERE, '../..');
const READY_WITHIN_MS = 15 * 60_000; // it builds what is missing
const SILENT_AT_MOST_MS = 10 * 60_000; // more than any test is given

// Tests that switch faults on, end processes or measure have the shop for themselves.
const SUITES = {
  e2e: [
    { folders: ['journeys', 'refusals'], at_once: 2 },
    { folders: ['outages', 'contract', 'operations'], at_once: 1 },
  ],
  budgets: [{ folders: ['budgets'], at_once: 1 }],
};

const free = (port) =>
  new Promise((resolve) => {
    const server = createServer().once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });

// The sandbox and the application listen at fixed distances.
async function free_port() {
  while (true) {
    const port = 20000 + Math.floor(Math.random() * 10000);
    const all = await Promise.all([port, port + 10, port + 1000, port + 1001].map(free));
    if (all.every(Boolean)) return port;
  }
}

async function start_shop() {
  const state = mkdtempSync(join(tmpdir(), 'picasso-shop-'));
  const port = await free_port();
  const shop = spawn(join(ROOT, 'picasso'), ['run', '--fresh'], {
    env: { ...process.env, STATE_DIR: state, PORT: String(port), THROW_AWAY: 'yes' }, stdio: ['ignore', 'inherit', 'inherit'], detached: true,
  });
  const ended = new Promise((resolve) => shop.once('exit', resolve));
  const stop = async () => {
    if (shop.exitCode === null && shop.signalCode === null) shop.kill('SIGTERM');
    await ended;
    rmSync(state, { recursive: true, force: true });
  };
  const deadline = Date.now() + READY_WITHIN_MS;
  while (!existsSync(join(state, 'run/ready'))) {
    if (shop.exitCode !== null || Date.now() > deadline) {
      await stop();
      throw new Error('the shop did not start');
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  const environment = { SHOP_URL: `http://127.0.0.1:${port}`, SANDBOX_URL: `http://127.0.0.1:${port + 10}`, PICASSO_STATE_DIR: state };
  return { environment, stop };
}

function test_files({ folders }, wanted) {
  const all = folders.flatMap((folder) =>
    readdirSync(join(HERE, folder)).filter((name) => name.endsWith('.test.mjs')).sort().map((name) => join(folder, name)));
  return all.filter((file) => wanted.length === 0 || wanted.some((word) => file.includes(word)));
}

// Node's runner on some files. Its counts come back through the reporter's last line.
function run_tests(files, at_once, environment) {
  const options = ['--test', `--test-concurrency=${at_once}`, `--test-reporter=${join(HERE, 'support/reporter.mjs')}`, '--test-reporter-destination=stdout'];
  const runner = spawn(process.execPath, [...options, ...files], { cwd: HERE, env: { ...process.env, ...environment }, stdio: ['ignore', 'pipe', 'inherit'], detached: true });
  const end = (signal) => { try { process.kill(-runner.pid, signal); } catch { /* it has ended */ } };
  const give_up = () => {
    console.log(`FAIL no test ended for ${SILENT_AT_MOST_MS / 60_000} minutes; the rest is left out`);
    end('SIGTERM'); // the browsers go with it
    setTimeout(() => end('SIGKILL'), 10_000).unref();
  };
  let watch = setTimeout(give_up, SILENT_AT_MOST_MS);
  let tail = '';
  runner.stdout.on('data', (data) => {
    process.stdout.write(data);
    tail = (tail + data).slice(-200);
    clearTimeout(watch);
    watch = setTimeout(give_up, SILENT_AT_MOST_MS);
  });
  process.once('exit', () => end('SIGTERM'));
  return new Promise((resolve) =>
    runner.once('close', (status) => {
      clearTimeout(watch);
      const [, passed = 0, failed = 0] = tail.match(/(\d+) passed, (\d+) failed[^\n]*\n$/) ?? [];
      resolve({ passed: Number(passed), failed: Number(failed) || (status ? 1 : 0) });
    }));
}

async function main() {
  const { values, positionals: wanted } = parseArgs({ options: { suite: { type: 'string', default: 'e2e' } }, allowPositionals: true });
  const groups = SUITES[values.suite];
  const shop = process.env.SHOP_URL
    ? { environment: { PICASSO_STATE_DIR: process.env.PICASSO_STATE_DIR ?? join(ROOT, '.local') }, stop: async () => {} }
    : await start_shop();
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => void shop.stop().then(() => process.exit(143)));
  const total = { passed: 0, failed: 0 };
  try {
    for (const group of groups) {
      const files = test_files(group, wanted);
      if (files.length === 0) continue;
      const { passed, failed } = await run_tests(files, group.at_once, shop.environment);
      total.passed += passed;
      total.failed += failed;
    }
  } finally {
    await shop.stop();
  }
  console.log(`\n${total.passed} passed\n${total.failed} failed`);
  process.exitCode = total.failed || !total.passed ? 1 : 0;
}

await main();
