// The owner's verbs of picasso_pet, on the database of the shop under test.
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { ROOT, SANDBOX, secret, STATE_DIR } from './shop.mjs';

const sockets = () => readFileSync(`${STATE_DIR}/run/sockets`, 'utf8').trim();

// Settings that these verbs do not use are there, but lead nowhere.
export const settings = () => ({
  DATABASE_URL: `postgresql://shop@/shop?host=${sockets()}/postgres`, REDIS_URL: 'redis://127.0.0.1:1/0',
  OBJECT_STORAGE_URL: 'file:///nowhere', PUBLIC_BASE_URL: 'http://127.0.0.1:1', STRIPE_API_BASE: 'http://127.0.0.1:1',
  STRIPE_SECRET_KEY: 'sk_test_none', STRIPE_WEBHOOK_SECRETS: 'whsec_none', PRINTFUL_API_BASE: 'http://127.0.0.1:1',
  PRINTFUL_TOKEN: 'none', PRINTFUL_STORE_ID: '1', PRINTFUL_WEBHOOK_SECRET: 'ab'.repeat(32), SENDGRID_API_BASE: 'http://127.0.0.1:1',
  SENDGRID_API_KEY: 'SG.none', MAIL_FROM: 'hello@shop.example', CLAMAV_SOCKET: '/nowhere', WEB_DIR: `${ROOT}/web`,
  SCENES_DIR: `${ROOT}/build/release/scenes`,
  // Printify's catalog is asked.
  PRINTIFY_API_BASE: `${SANDBOX}/printify/v1`, PRINTIFY_TOKEN: secret('PRINTIFY_TOKEN'), PRINTIFY_SHOP_ID: '20002', PRINTIFY_WEBHOOK_SECRET: 'none',
});

export const owner = (...args) =>
  new Promise((resolve) =>
    execFile(`${ROOT}/build/release/bin/picasso_pet`, args, { env: settings(), timeout: 10_000 }, (error, stdout, stderr) =>
      resolve({ status: error ? error.code : 0, said: stdout + stderr })));
