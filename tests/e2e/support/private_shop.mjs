// A shop of one's own: other ports, other data, gone afterwards.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const READY_WITHIN_MS = 15 * 60_000; // it builds what is missing

const free = (port) =>
  new Promise((resolve) => {
    const server = createServer().once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });

// The sandbox and the application listen at fixed distances.
async function free_port() {
  while (true) {
    const port = 20000 + Math.floor(Math.random() * 10000);
    const all = await Promise.all([port, port + 10, port + 1000, port + 1001, port + 1002, port + 1003, port + 1004].map(free));
    if (all.every(Boolean)) return port;
  }
}

// Builds what is missing, starts the shop and waits for it. `extra` goes into its environment.
export async function start_shop(extra = {}) {
  const state = mkdtempSync(join(tmpdir(), 'picasso-shop-'));
  const port = await free_port();
  const shop = spawn(join(ROOT, 'picasso'), ['run', '--fresh'], {
    env: { ...process.env, STATE_DIR: state, PORT: String(port), THROW_AWAY: 'yes', ...extra }, stdio: ['ignore', 'inherit', 'inherit'], detached: true,
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
