// The payment stand-in, driven by the payment service's own command line.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import Stripe from 'stripe';
import { after, before, test } from '../support/spec.mjs';
import { ROOT, rows, SANDBOX, STATE_DIR } from '../support/shop.mjs';
import { start_tapped_sandbox } from '../support/tapped_sandbox.mjs';
import { until } from '../support/wait.mjs';

// An optional package: there is one for each kind of machine, and ours is Linux on x86-64.
const PROGRAM = join(ROOT, 'tests/e2e/node_modules/@stripe/cli-linux-x64/bin/stripe');
const skip = existsSync(PROGRAM) ? false : 'the payment service has no command line for this machine here';
const run = promisify(execFile);
let home;
let sandbox;
before(async () => {
  home = mkdtempSync(join(tmpdir(), 'picasso-stripe-cli-'));
  sandbox = await start_tapped_sandbox();
});
after(async () => {
  await sandbox?.stop();
  rmSync(home, { recursive: true, force: true });
});

// What the command printed.
async function command_line(words, { url, key }) {
  const { stdout } = await run(PROGRAM, [...words, '--api-base', url], {
    env: { PATH: process.env.PATH, HOME: home, XDG_CONFIG_HOME: home, STRIPE_CLI_TELEMETRY_OPTOUT: '1', STRIPE_API_KEY: key }, timeout: 60_000,
  });
  return stdout;
}

test('trigger makes a product, a session and a payment, and the event comes signed', { skip }, async () => {
  const key = sandbox.keys.STRIPE_SECRET_KEY;
  assert.match(await command_line(['trigger', 'checkout.session.completed'], { url: sandbox.url, key }), /Trigger succeeded/);
  const webhook = await until('the webhook', () => sandbox.received.find((one) => one.body.includes('"checkout.session.completed"')), 10_000);
  const event = new Stripe(key).webhooks.constructEvent(webhook.body, webhook.headers['stripe-signature'], sandbox.keys.STRIPE_WEBHOOK_SECRET);
  assert.equal(event.data.object.amount_total, 3000);
  assert.equal(event.data.object.payment_status, 'paid');
  assert.equal(event.data.object.customer_details.email, 'stripe@example.com');
});

test('a payment that no order of ours asked for makes none, and its event is done with', { skip }, async () => {
  const key = readFileSync(`${STATE_DIR}/secrets/STRIPE_SECRET_KEY`, 'utf8').trim();
  const jobs = () => rows(`select j.state from webhook_inbox w join jobs j on j.kind = 'webhook.process' and j.payload = w.source || ':' || w.event_id
    where w.source = 'stripe' and w.type = 'checkout.session.completed' and convert_from(w.payload, 'UTF8') like '%stripe@example.com%'`);
  const known = (await jobs()).length;
  assert.match(await command_line(['trigger', 'checkout.session.completed'], { url: SANDBOX, key }), /Trigger succeeded/);
  await until('the event to be looked at', async () => {
    const found = await jobs();
    return found.length > known && found.every(({ state }) => state === 'completed');
  }, 30_000);
  assert.deepEqual(await rows("select id from orders where user_email = 'stripe@example.com'"), []);
});
