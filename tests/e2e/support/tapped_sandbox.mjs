// A second set of stand-ins whose webhooks come to the test instead of the shop.
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { free_port } from './free_port.mjs';
import { ROOT } from './shop.mjs';
import { until } from './wait.mjs';

export async function start_tapped_sandbox() {
  const received = [];
  const tap = createServer((request, response) => {
    const parts = [];
    request.on('data', (part) => parts.push(part));
    request.on('end', () => {
      received.push({ path: request.url, headers: request.headers, body: Buffer.concat(parts) });
      response.end('{"received":true}');
    });
  });
  tap.listen(0, '127.0.0.1');
  await once(tap, 'listening');
  const port = await free_port();
  const keys = {
    STRIPE_SECRET_KEY: `sk_test_${randomBytes(12).toString('hex')}`,
    STRIPE_WEBHOOK_SECRET: `whsec_${randomBytes(24).toString('hex')}`,
    PRINTFUL_TOKEN: randomBytes(20).toString('hex'),
    PRINTFUL_STORE_ID: '10001',
    PRINTFUL_WEBHOOK_SECRET: randomBytes(32).toString('hex'),
    SENDGRID_API_KEY: `SG.${randomBytes(20).toString('hex')}`,
  };
  const url = `http://127.0.0.1:${port}`;
  const process_of_it = spawn(`${ROOT}/build/release/bin/picasso_sandbox`, [], {
    env: { ...keys, SANDBOX_PORT: String(port), SANDBOX_PUBLIC_URL: url, SHOP_URL: `http://127.0.0.1:${tap.address().port}` },
    stdio: 'ignore',
  });
  await until('the second sandbox to answer', async () => (await fetch(`${url}/healthz`)).ok, 10_000);
  const stop = async () => {
    process_of_it.kill('SIGTERM');
    await once(process_of_it, 'exit');
    tap.closeAllConnections();
    tap.close();
  };
  return { url, keys, received, stop };
}
