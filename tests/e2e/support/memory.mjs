// What a page takes of the machine.
import { readFileSync } from 'node:fs';

const MB = 1024 * 1024;

// Page, workers and WASM together, as the browser itself counts them, in MB. Waits for a collection.
export async function page_memory_mb(page) {
  const { bytes } = await page.evaluate(() => performance.measureUserAgentSpecificMemory());
  return bytes / MB;
}

// Of the processes that show pages: the most they ever held in memory of their own, in MB. Libraries are not theirs.
export async function renderers(browser) {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  return processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => id);
}

export function own_mb(process_id) {
  const status = readFileSync(`/proc/${process_id}/status`, 'utf8');
  return Number(status.match(/^RssAnon:\s+(\d+) kB/m)[1]) / 1024;
}
