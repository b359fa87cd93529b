// Keeps the studio and the cart working without a network, once they have been loaded. One cache a version, filled whole
// or not at all; a new version waits until no page of the old one is open, so that a page never meets files of another.
import { catalog_address, kPages, kind_of, offline_page, shell_fits } from './rules';

// The build puts these in: everything that the studio and the cart load.
declare const PRECACHED: string[];
declare const VERSION: string;

interface Extendable extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface Fetching extends Event {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}

const kPrefix = 'picasso-pet-';
const kCache = kPrefix + VERSION;
const kLanguages = ['en', 'de'];
const worker = self as unknown as {
  location: Location;
  addEventListener(type: 'install' | 'activate', run: (event: Extendable) => void): void;
  addEventListener(type: 'fetch', run: (event: Fetching) => void): void;
};

async function fetched(address: string, cache: RequestCache, headers: HeadersInit = {}): Promise<Response> {
  const response = await fetch(address, { cache, headers });
  if (!response.ok || response.redirected) throw new Error(`${address}: ${response.status}`);
  return response;
}

async function install(): Promise<void> {
  const cache = await caches.open(kCache);
  for (const page of kPages) {
    const response = await fetched(page, 'reload');
    // A page of another version would name files that are not here.
    if (!shell_fits(await response.clone().text(), PRECACHED)) throw new Error(`${page} is of another version`);
    await cache.put(page, response);
  }
  await Promise.all(PRECACHED.map(async (asset) => cache.put(asset, await fetched(asset, 'default'))));
  for (const language of kLanguages) {
    await cache.put(catalog_address(language), await fetched('/api/products', 'reload', { 'accept-language': language }));
  }
}

async function activate(): Promise<void> {
  const old = (await caches.keys()).filter((name) => name.startsWith(kPrefix) && name !== kCache);
  await Promise.all(old.map((name) => caches.delete(name)));
}

async function kept(address: string): Promise<Response | undefined> {
  return (await caches.open(kCache)).match(address);
}

// From the network; what was kept where there is none.
async function network_first(request: Request, address: string, refresh: boolean): Promise<Response> {
  try {
    const response = await fetch(request);
    if (refresh && response.ok) await (await caches.open(kCache)).put(address, response.clone());
    return response;
  } catch (error) {
    const found = await kept(address);
    if (found) return found;
    throw error;
  }
}

worker.addEventListener('install', (event) => event.waitUntil(install()));
worker.addEventListener('activate', (event) => event.waitUntil(activate()));
worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const { pathname, origin } = new URL(request.url);
  const kind = origin === worker.location.origin ? kind_of(request.method, request.mode, pathname, PRECACHED) : 'other';
  if (kind === 'page') event.respondWith(network_first(request, pathname, false));
  if (kind === 'unkept_page') event.respondWith(network_first(request, offline_page(pathname), false));
  if (kind === 'catalog') event.respondWith(network_first(request, catalog_address(request.headers.get('accept-language')), true));
  if (kind === 'asset') event.respondWith(kept(pathname).then((found) => found ?? fetch(request)));
});
