// ./picasso kill-test [--kills N] [--seed S]: a private shop, kills while buyers buy, and what is left. See README.md.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { start_shop } from '../e2e/support/private_shop.mjs';

const HERE = dirname(fileURLToPath(import.meta.url));

const orders = mkdtempSync(join(tmpdir(), 'picasso-kills-'));
const kill_order = join(orders, 'order');
// Nothing is thrown away here: PostgreSQL must keep what it committed when it is killed.
const shop = await start_shop({
  PICASSO_KILL_AT: kill_order, WORKER_LEASE_S: '6', RESTART_AT_ONCE: 'yes', SANDBOX_SHIP_AFTER_SECONDS: '2', THROW_AWAY: '',
});
const test = spawn(process.execPath, [join(HERE, 'kill_test.mjs'), ...process.argv.slice(2)], {
  env: { ...process.env, ...shop.environment, PICASSO_KILL_AT: kill_order }, stdio: 'inherit',
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => test.kill(signal));
const status = await new Promise((resolve) => test.once('exit', (code) => resolve(code ?? 1)));
await shop.stop();
rmSync(orders, { recursive: true, force: true });
process.exitCode = status;
