// Chromium, with a watch on what leaves it and on what it complains about.
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { ROOT, SHOP } from './shop.mjs';

export const PHONE = { width: 360, height: 740 };
export const DESKTOP = { width: 1280, height: 900 };
const SCREENSHOTS = `${ROOT}/.local/screenshots`;

export const BROWSER_FLAGS = ['--no-sandbox', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--use-angle=swiftshader'];

export const launch = () => chromium.launch({ executablePath: '/usr/bin/chromium', args: BROWSER_FLAGS });

// As browsers are that people use: pages that are left stay in memory for the back button.
export const launch_with_frozen_pages = () =>
  chromium.launch({ executablePath: '/usr/bin/chromium', args: BROWSER_FLAGS, ignoreDefaultArgs: ['--disable-back-forward-cache'] });

// A visitor with an empty browser. `sent` holds every request that changes something or carries a body;
// `complaints` everything that the shop's own pages wrote to the console as an error. Without `with_finder` on a line that
// saves data: the oval begins in the same place then, however soon the finder would have come.
export async function new_visitor(browser, viewport = DESKTOP, { with_finder = false, ...options } = {}) {
  const context = await browser.newContext({ viewport, ...options });
  context.setDefaultTimeout(30_000);
  if (!with_finder) await context.addInitScript(() => Object.defineProperty(navigator, 'connection', { value: { saveData: true } }));
  const page = await context.newPage();
  const visitor = { context, page, sent: [], complaints: [], foreign: [] };
  page.on('filechooser', () => {}); // from the start, so that none opens outside
  page.on('request', (request) => {
    if (request.method() !== 'GET' || request.postDataBuffer()) visitor.sent.push(`${request.method()} ${request.url()}`);
    const url = new URL(request.url());
    if (url.protocol.startsWith('http') && url.hostname !== '127.0.0.1') visitor.foreign.push(request.url());
  });
  page.on('pageerror', (error) => visitor.complaints.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error' && message.location().url.startsWith(SHOP)) visitor.complaints.push(message.text());
  });
  return visitor;
}

export async function screenshot(page, name) {
  mkdirSync(SCREENSHOTS, { recursive: true });
  await page.screenshot({ path: `${SCREENSHOTS}/${name}.png`, fullPage: true });
}

// Nothing may stick out sideways, on any width.
export async function assert_fits(page, what) {
  const [inner, wide] = await page.evaluate(() => [document.documentElement.clientWidth, document.documentElement.scrollWidth]);
  assert.ok(wide <= inner, `${what} is ${wide} px wide in a window of ${inner}`);
}

// The page at both sizes; leaves the window as it was.
export async function screenshots(page, name) {
  const before = page.viewportSize();
  for (const [size, viewport] of [['phone', PHONE], ['desktop', DESKTOP]]) {
    await page.setViewportSize(viewport);
    await page.waitForTimeout(250);
    await screenshot(page, `${name}-${size}`);
    await assert_fits(page, `${name} (${size})`);
  }
  await page.setViewportSize(before);
  await page.waitForTimeout(150);
}

export const painting_hash = (page) =>
  page.evaluate(async () => {
    const canvas = document.querySelector('#painting');
    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    const digest = await crypto.subtle.digest('SHA-256', data);
    return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  });
