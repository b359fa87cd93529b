// Where the shop under test is, and a look behind its counter.
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

export const ROOT = fileURLToPath(new URL('../../..', import.meta.url)).replace(/\/$/, '');
export const SHOP = process.env.SHOP_URL;
export const SANDBOX = process.env.SANDBOX_URL;
export const STATE_DIR = process.env.PICASSO_STATE_DIR;
if (!SHOP || !SANDBOX || !STATE_DIR) throw new Error('start the tests with `npm test`, or set SHOP_URL, SANDBOX_URL and PICASSO_STATE_DIR');

const run = promisify(execFile);

export const secret = (name) => readFileSync(`${STATE_DIR}/secrets/${name}`, 'utf8').trim();

// The rows of a query as objects.
export async function rows(sql) {
  const sockets = readFileSync(`${STATE_DIR}/run/sockets`, 'utf8').trim();
  const wrapped = `select coalesce(json_agg(t), '[]'::json) from (${sql}) t`;
  const { stdout } = await run('psql', ['-X', '-q', '-At', '-h', `${sockets}/postgres`, '-U', 'shop', '-d', 'shop', '-c', wrapped],
    { maxBuffer: 1 << 26 });
  return JSON.parse(stdout);
}

// Changes the data behind the shop's back: what else would take a month.
export async function meddle(sql) {
  const sockets = readFileSync(`${STATE_DIR}/run/sockets`, 'utf8').trim();
  await run('psql', ['-X', '-q', '-v', 'ON_ERROR_STOP=1', '-h', `${sockets}/postgres`, '-U', 'shop', '-d', 'shop', '-c', sql]);
}

export const quoted = (text) => `'${String(text).replaceAll("'", "''")}'`;

// Counts that a refused request must leave as they are.
export async function table_sizes() {
  const tables = ['pet_images', 'print_files', 'orders', 'order_items', 'order_history', 'webhook_inbox', 'jobs', 'mails', 'fulfillments', 'shipments', 'users'];
  const [sizes] = await rows(`select ${tables.map((name) => `(select count(*) from ${name}) as ${name}`).join(', ')}`);
  return sizes;
}
