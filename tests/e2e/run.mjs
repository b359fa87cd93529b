// npm test: the shop (a private one, unless SHOP_URL names one), then all tests, then one line with the counts.
// npm run budgets: the same for what is measured.
import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { start_shop } from './support/private_shop.mjs';

const HERE = dirname(fileURLToPath(import.meta.url));
const ROOT = join(HERE, '../..');
const SILENT_AT_MOST_MS = 10 * 60_000; // more than any test is given

// Tests that switch faults on, end processes or measure have the shop for themselves.
const SUITES = {
  e2e: [
    { folders: ['journeys', 'refusals'], at_once: 2 },
    { folders: ['outages', 'contract', 'operations'], at_once: 1 },
  ],
  budgets: [{ folders: ['budgets'], at_once: 1 }],
};

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
