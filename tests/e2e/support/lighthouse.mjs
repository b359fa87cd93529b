// Lighthouse's mobile run of one page in a browser of its own.
import { mkdirSync, writeFileSync } from 'node:fs';
import { launch } from 'chrome-launcher';
import lighthouse from 'lighthouse';
import { chromium } from 'playwright-core';
import { BROWSER_FLAGS } from './browser.mjs';
import { ROOT } from './shop.mjs';

const REPORTS = `${ROOT}/build/budgets/lighthouse`;
const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo'];

const figures_of = ({ categories, audits }) => ({
  ...Object.fromEntries(CATEGORIES.map((id) => [id, Math.round(categories[id].score * 100)])),
  lcp_ms: Math.round(audits['largest-contentful-paint'].numericValue),
  cls: Number(audits['cumulative-layout-shift'].numericValue.toFixed(4)),
  tbt_ms: Math.round(audits['total-blocking-time'].numericValue),
});

// What cost points, in the words of the report.
export const losses_of = ({ categories, audits }) =>
  CATEGORIES.flatMap((id) => categories[id].auditRefs
    .filter((ref) => ref.weight > 0 && audits[ref.id].score !== null && audits[ref.id].score < 0.9)
    .map((ref) => `${id}: ${audits[ref.id].title} ${audits[ref.id].displayValue ?? ''} ${JSON.stringify(audits[ref.id].details?.items ?? []).slice(0, 600)}`));

// `storage` is put into the browser's own storage first. `skip` names audits that cannot hold for this page.
export async function measure(url, name, { storage = {}, skip = [] } = {}) {
  const chrome = await launch({ chromePath: '/usr/bin/chromium', chromeFlags: ['--headless=new', ...BROWSER_FLAGS], logLevel: 'silent' });
  try {
    if (Object.keys(storage).length > 0) await fill_storage(chrome.port, url, storage);
    const { lhr, report } = await lighthouse(url, {
      port: chrome.port, output: 'html', logLevel: 'silent', onlyCategories: CATEGORIES, skipAudits: skip,
      ignoreStatusCode: true, disableStorageReset: Object.keys(storage).length > 0,
    });
    if (lhr.runtimeError) throw new Error(lhr.runtimeError.message);
    mkdirSync(REPORTS, { recursive: true });
    writeFileSync(`${REPORTS}/${name}.html`, report);
    return { figures: figures_of(lhr), losses: losses_of(lhr) };
  } finally {
    chrome.kill();
  }
}

async function fill_storage(port, url, storage) {
  const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
  const page = await browser.contexts()[0].newPage();
  await page.goto(url);
  await page.evaluate((kept) => Object.entries(kept).forEach(([key, value]) => localStorage.setItem(key, value)), storage);
  await page.goto('about:blank');
  await browser.close();
}
