// The shop as it is where statistics are configured: another process of it, on the database of the shop under test, with
// the built files from that one's front.
import { spawn } from 'node:child_process';
import { createServer, request as forward } from 'node:http';
import { once } from 'node:events';
import { free_port } from './free_port.mjs';
import { settings } from './owner.mjs';
import { ROOT, SHOP } from './shop.mjs';
import { until } from './wait.mjs';

export const MEASUREMENT_ID = 'G-TEST123';

export async function start_counting_shop() {
  const port = await free_port();
  const env = { ...settings(), GA4_MEASUREMENT_ID: MEASUREMENT_ID };
  const shop = spawn(`${ROOT}/build/release/bin/picasso_pet`, ['serve', '--port', String(port), '--threads', '4'], { env, stdio: 'ignore' });
  const own = `http://127.0.0.1:${port}`;
  const front = createServer((asked, answer) => {
    const from = /^\/(assets\/|[\w.-]+\.(ico|png|svg|webmanifest|js)$)/.test(asked.url) ? SHOP : own;
    const { accept, cookie, ...headers } = asked.headers; // as the front does: the application's parser refuses some
    asked.pipe(forward(from + asked.url, { method: asked.method, headers: { ...headers, connection: 'keep-alive' } }, (given) => {
      answer.writeHead(given.statusCode, given.headers);
      given.pipe(answer);
    }).on('error', () => answer.destroy()));
  });
  front.listen(0, '127.0.0.1');
  await once(front, 'listening');
  await until('the second shop to answer', () => fetch(`${own}/healthz`).then((answer) => answer.ok, () => false), 20_000);
  return {
    url: `http://127.0.0.1:${front.address().port}`,
    async stop() {
      front.close();
      front.closeAllConnections();
      shop.kill();
      if (shop.exitCode === null) await once(shop, 'exit');
    },
  };
}
