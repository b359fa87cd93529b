// ./picasso bench orders: a private shop with two servers and three workers, buyers, and what became of their orders.
import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { start_shop } from '../e2e/support/private_shop.mjs';
import { read_options } from './options.mjs';

const HERE = dirname(fileURLToPath(import.meta.url));

try {
  read_options(process.argv.slice(2));
} catch (wrong) {
  console.error(`picasso: bench orders: ${wrong.message}`);
  process.exit(2);
}
// Everything as it is in earnest: PostgreSQL waits for its disk. Printers take days; here they send nothing.
const shop = await start_shop({ WORKERS: '3', THROW_AWAY: '', SANDBOX_SHIP_AFTER_SECONDS: '604800' });
const bench = spawn(process.execPath, [join(HERE, 'orders.mjs'), ...process.argv.slice(2)], {
  env: { ...process.env, ...shop.environment }, stdio: 'inherit',
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => bench.kill(signal));
const status = await new Promise((resolve) => bench.once('exit', (code) => resolve(code ?? 1)));
await shop.stop();
process.exitCode = status;
