// What a page takes of the machine.
import { readFileSync } from 'node:fs';

// The processes that show pages and run their workers.
export async function renderers(browser) {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  return processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => id);
}

// What these processes hold of their own, in MB: page, workers, WASM and canvases; not the browser's code and libraries.
export function own_mb(process_ids) {
  return process_ids.reduce((sum, id) => {
    const status = readFileSync(`/proc/${id}/status`, 'utf8');
    return sum + ['RssAnon', 'RssShmem'].reduce((kb, name) => kb + Number(status.match(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm'))[1]), 0) / 1024;
  }, 0);
}

// While `work` runs: the most they hold, and what they hold in the end, in MB, beyond `empty_mb`.
export async function memory_of(browser, empty_mb, work) {
  const processes = await renderers(browser);
  let most = 0;
  const timer = setInterval(() => { most = Math.max(most, own_mb(processes)); }, 20);
  try {
    await work();
  } finally {
    clearInterval(timer);
  }
  return { most: Math.round(most - empty_mb), rests: Math.round(own_mb(processes) - empty_mb) };
}
