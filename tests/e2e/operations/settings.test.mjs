// check-config: everything that is wrong, at once, without telling a secret.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { test } from '../support/spec.mjs';
import { scratch_file } from '../support/pictures.mjs';
import { ROOT } from '../support/shop.mjs';

const NAMES = ['DATABASE_URL', 'REDIS_URL', 'OBJECT_STORAGE_URL', 'PUBLIC_BASE_URL', 'STRIPE_API_BASE', 'STRIPE_SECRET_KEY',
  'STRIPE_WEBHOOK_SECRETS', 'PRINTFUL_API_BASE', 'PRINTFUL_TOKEN', 'PRINTFUL_STORE_ID', 'PRINTFUL_WEBHOOK_SECRET',
  'SENDGRID_API_BASE', 'SENDGRID_API_KEY', 'MAIL_FROM', 'CLAMAV_SOCKET'];
const GOOD = {
  DATABASE_URL: 'postgresql://shop:pw-of-the-db@db/shop', REDIS_URL: 'redis://cache:6379/0', OBJECT_STORAGE_URL: 'file:///var/lib/shop',
  PUBLIC_BASE_URL: 'https://shop.example', SHOP_OWNER: 'Maxine Muster', SHOP_ADDRESS: 'Museumstrasse 1; 12345 Musterstadt', SHOP_EMAIL: 'hello@shop.example', STRIPE_API_BASE: 'https://api.stripe.com', STRIPE_SECRET_KEY: 'sk_live_verysecret1',
  STRIPE_WEBHOOK_SECRETS: 'whsec_verysecret2,whsec_verysecret3', PRINTFUL_API_BASE: 'https://api.printful.com', PRINTFUL_TOKEN: 'verysecret4',
  PRINTFUL_STORE_ID: '10001', PRINTFUL_WEBHOOK_SECRET: 'ab'.repeat(32), SENDGRID_API_BASE: 'https://api.sendgrid.com',
  SENDGRID_API_KEY: 'SG.verysecret5', SENDGRID_EVENT_KEY: 'MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAESkbqL84ai7HP3QjOMDRlICaXW1h9VHTAm8J5BNV9/2K0g7JfqiVSDGFeZQFcEqcRgbzHxrG9BYFhgePrUaYxTQ==',
  MAIL_FROM: 'hello@shop.example', CLAMAV_SOCKET: '/run/clamav.sock',
  WEB_DIR: `${ROOT}/web`, SCENES_DIR: `${ROOT}/build/release/scenes`,
};

const pet = (env, ...args) =>
  new Promise((resolve) =>
    execFile(`${ROOT}/build/release/bin/picasso_pet`, args, { env, timeout: 10_000 }, (error, stdout, stderr) =>
      resolve({ status: error ? error.code : 0, said: stdout + stderr })));
const check = (env) => pet(env, 'check-config');

const assert_keeps_secrets = (said) => assert.doesNotMatch(said, /verysecret|pw-of-the-db|(ab){16}/);

test('good settings are called good', async () => {
  const { status, said } = await check(GOOD);
  assert.equal(status, 0, said);
  assert_keeps_secrets(said);
});

test('every missing setting is named at once, and nothing starts without them', async () => {
  for (const verb of [['check-config'], ['serve', '--port', '1'], ['work'], ['migrate', '--from', `${ROOT}/sql/migrations`]]) {
    const { status, said } = await pet({}, ...verb);
    assert.notEqual(status, 0, verb[0]);
    const missing = verb[0] === 'migrate' ? ['DATABASE_URL'] : NAMES;
    for (const name of missing) assert.ok(said.includes(name), `${verb[0]} does not name ${name}: ${said}`);
  }
});

test('every malformed setting is named at once, without its value', async () => {
  const bad = {
    ...GOOD, DATABASE_URL: 'mysql://verysecret', REDIS_URL: 'verysecret', OBJECT_STORAGE_URL: 'ftp://verysecret', PUBLIC_BASE_URL: 'http://shop.example',
    STRIPE_SECRET_KEY: 'pk_verysecret', STRIPE_WEBHOOK_SECRETS: 'verysecret', PRINTFUL_API_BASE: 'printful', PRINTFUL_WEBHOOK_SECRET: 'verysecret',
    SENDGRID_API_KEY: 'verysecret', MAIL_FROM: 'nobody',
  };
  const { status, said } = await check(bad);
  assert.notEqual(status, 0);
  for (const name of Object.keys(bad).filter((key) => bad[key] !== GOOD[key])) assert.ok(said.includes(name), `${name} is not named: ${said}`);
  for (const name of ['PRINTFUL_STORE_ID', 'CLAMAV_SOCKET']) assert.ok(!said.includes(name), `${name} is good`);
  assert_keeps_secrets(said);
});

test('a sandbox and live keys never meet', async () => {
  for (const name of ['STRIPE_API_BASE', 'PRINTFUL_API_BASE', 'SENDGRID_API_BASE']) {
    const { status, said } = await check({ ...GOOD, [name]: 'http://127.0.0.1:8090/stand-in' });
    assert.notEqual(status, 0, name);
    assert.match(said, new RegExp(name));
    assert_keeps_secrets(said);
  }
});

test('the sandbox itself refuses a live key', async () => {
  const env = { STRIPE_SECRET_KEY: 'sk_live_verysecret1', STRIPE_WEBHOOK_SECRET: 'whsec_x', PRINTFUL_TOKEN: 'x', PRINTFUL_WEBHOOK_SECRET: 'ab', SENDGRID_API_KEY: 'SG.x', SANDBOX_PORT: '1' };
  const { status, said } = await new Promise((resolve) =>
    execFile(`${ROOT}/build/release/bin/picasso_sandbox`, [], { env, timeout: 10_000 }, (error, stdout, stderr) => resolve({ status: error?.code ?? 0, said: stdout + stderr })));
  assert.equal(status, 2, said);
  assert.match(said, /live key/);
  assert_keeps_secrets(said);
});

test('a value may come from a file', async () => {
  const { STRIPE_SECRET_KEY, ...rest } = GOOD;
  assert.equal((await check({ ...rest, STRIPE_SECRET_KEY_FILE: scratch_file('key', `${STRIPE_SECRET_KEY}\n`) })).status, 0);
  const { status, said } = await check({ ...rest, STRIPE_SECRET_KEY_FILE: '/nowhere/key' });
  assert.notEqual(status, 0);
  assert.match(said, /STRIPE_SECRET_KEY/);
});
