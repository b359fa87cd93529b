// The studio in Debian's Chromium with a shop of its own: studio_bench.mjs PHOTO.jpg WIDTH HEIGHT. The page leaves its own figures in
// the browser's performance timeline (web/studio/measure.ts).
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '../..');
const { chromium } = createRequire(join(ROOT, 'tests/e2e/package.json'))('playwright-core');
const VISITS = 3;
const DRAGS = 5; // in the last visit
const MOVES = 40;
const PHOTO = { file: process.argv[2], width: Number(process.argv[3]), height: Number(process.argv[4]) };

const free = (port) =>
  new Promise((resolve) => {
    const server = createServer().once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });

async function start_shop() {
  let port;
  do port = 20000 + Math.floor(Math.random() * 10000);
  while (!(await Promise.all([port, port + 10, port + 1000, port + 1001, port + 1002].map(free))).every(Boolean));
  const state = mkdtempSync(join(tmpdir(), 'picasso-bench-'));
  const shop = spawn(join(ROOT, 'picasso'), ['run'], {
    env: { ...process.env, STATE_DIR: state, PORT: String(port), SANDBOX_PORT: String(port + 10), THROW_AWAY: 'yes' }, stdio: ['ignore', 'ignore', process.stderr],
  });
  const ended = new Promise((resolve) => shop.once('exit', resolve));
  const stop = async () => {
    shop.kill('SIGTERM');
    await ended;
    rmSync(state, { recursive: true, force: true });
  };
  while (!existsSync(join(state, 'run/ready'))) {
    if (shop.exitCode !== null) throw new Error('the shop did not start');
    await pause(200);
  }
  return { url: `http://127.0.0.1:${port}`, stop };
}

const measures = (page, name) =>
  page.evaluate((wanted) => performance.getEntriesByName(wanted, 'measure').map((entry) => entry.duration), `picasso:${name}`);
const painted = (page) => page.waitForSelector('#painting[data-painted]', { timeout: 60_000 });
const sorted = (values) => [...values].sort((a, b) => a - b);
const median = (values) => sorted(values)[values.length >> 1];

// On the screen: the photo lies in the middle of its canvas, as large as it fits, and the page says where in it the oval is.
async function oval_center(page) {
  const box = await page.locator('#crop').boundingBox();
  const [across, down] = await page.evaluate(() => ['#field-0', '#field-1'].map((id) => document.querySelector(id).valueAsNumber / 100));
  const scale = Math.min(box.width / PHOTO.width, box.height / PHOTO.height);
  return [box.x + box.width / 2 + (across - 0.5) * PHOTO.width * scale, box.y + box.height / 2 + (down - 0.5) * PHOTO.height * scale];
}

async function drag(page, direction) {
  const [x, y] = await oval_center(page);
  await page.mouse.move(x, y);
  await page.mouse.down();
  for (let step = 1; step <= MOVES; ++step) {
    await page.mouse.move(x + direction * step, y + Math.sin(step / 6) * 12);
    await pause(16);
  }
  await page.mouse.up();
}

async function open_photo(browser, url, photo) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  await page.goto(`${url}/studio`);
  await page.waitForLoadState('networkidle');
  await page.setInputFiles('#photo-file', photo);
  await painted(page);
  const [first_composite] = await measures(page, 'first-composite');
  return { page, first_composite };
}

// The latest large picture's time in the painter itself. Its threads hear nobody while they wait, so only the worker is asked.
async function in_painter(page) {
  const worker = page.workers().find((each) => each.url().includes('paint_worker'));
  return worker ? worker.evaluate(() => performance.getEntriesByName('picasso:painter:preview:800x960').at(-1)?.duration ?? 0) : 0;
}

// Milliseconds from the last move to the painted picture.
async function drag_and_rest(page, direction) {
  const before = (await measures(page, 'repaint')).length;
  await drag(page, direction);
  await page.waitForFunction((count) => performance.getEntriesByName('picasso:repaint').length > count, before, { timeout: 60_000 });
  await painted(page);
  const [repaint, rest] = [(await measures(page, 'repaint')).at(-1), (await measures(page, 'rest')).at(-1)];
  console.error(`  painted again: ${Math.round(repaint)} ms; rest was noticed after ${Math.round(rest)}, the painter took ${Math.round(await in_painter(page))}`);
  return repaint;
}

async function measure(browser, url, photo) {
  const first = [], repaints = [];
  let last;
  for (let i = 0; i < VISITS; ++i) {
    await last?.close();
    const { page, first_composite } = await open_photo(browser, url, photo);
    first.push(first_composite);
    console.error(`  first composite: ${Math.round(first_composite)} ms`);
    last = page;
  }
  for (let i = 0; i < DRAGS; ++i) repaints.push(await drag_and_rest(last, i % 2 ? -1 : 1));
  const frames = sorted(await measures(last, 'drag-frame'));
  return { drag_p95_ms_chromium: frames[Math.floor(frames.length * 0.95)], repaint_ms: median(repaints), first_composite_ms: median(first) };
}

const shop = process.env.SHOP_URL ? { url: process.env.SHOP_URL, stop: () => {} } : await start_shop();
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--no-first-run', '--disable-background-networking', '--use-angle=swiftshader'] });
try {
  const found = Object.entries(await measure(browser, shop.url, PHOTO.file)).map(([name, ms]) => [name, Math.round(10 * ms) / 10]);
  console.log(JSON.stringify(Object.fromEntries(found)));
} finally {
  await browser.close();
  await shop.stop();
}
