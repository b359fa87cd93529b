// Keeps the studio and the cart working without a network, once they have been loaded. One cache a version, filled whole
// or not at all; a new version waits until no page of the old one is open, so that a page never meets files of another.
import { network_first } from './network_first';
import { catalog_address, kPages, kind_of, offline_page, shell_fits } from './rules';

// The build puts these in: everything that the studio and the cart load, with its SHA-256 in base64.
declare const PRECACHED: Readonly<Record<string, string>>;
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
const kAssets = Object.keys(PRECACHED);
const kLanguages = ['en', 'de'];
const kPatienceMs = 4000; // with a network that says nothing, where something is kept
const worker = self as unknown as {
  location: Location;
  addEventListener(type: 'install' | 'activate', run: (event: Extendable) => void): void;
  addEventListener(type: 'fetch', run: (event: Fetching) => void): void;
};

async function fetched(address: string, options: RequestInit): Promise<Response> {
  const response = await fetch(address, options);
  if (!response.ok || response.redirected) throw new Error(`${address}: ${response.status}`);
  return response;
}

// As it was built.
function whole(address: string, cache: RequestCache): Promise<Response> {
  return fetched(address, { cache, integrity: `sha256-${PRECACHED[address]}` });
}

async function install(): Promise<void> {
  const cache = await caches.open(kCache);
  for (const page of kPages) {
    const response = await fetched(page, { cache: 'reload' });
    // A page of another version would name files that are not here.
    if (!shell_fits(await response.clone().text(), kAssets)) throw new Error(`${page} is of another version`);
    await cache.put(page, response);
  }
  // What the browser's own cache has damaged is asked for once more, past it.
  await Promise.all(kAssets.map(async (asset) => cache.put(asset, await whole(asset, 'default').catch(() => whole(asset, 'reload')))));
  for (const language of kLanguages) {
    await cache.put(catalog_address(language), await fetched('/api/products', { cache: 'reload', headers: { 'accept-language': language } }));
  }
}

async function activate(): Promise<void> {
  const old = (await caches.keys()).filter((name) => name.startsWith(kPrefix) && name !== kCache);
  await Promise.all(old.map((name) => caches.delete(name)));
}

async function kept(address: string): Promise<Response | undefined> {
  return (await caches.open(kCache)).match(address);
}

async function keep(address: string, response: Response): Promise<Response> {
  if (response.ok) await (await caches.open(kCache)).put(address, response.clone());
  return response;
}

// What was kept. A page that found it damaged asks past every cache, or with a query where it cannot say so (a script):
// it gets a new one, which takes the place of what was kept.
async function asset({ cache, url }: Request, address: string): Promise<Response> {
  if (cache === 'reload' || new URL(url).search !== '') return keep(address, await whole(address, 'reload'));
  return (await kept(address)) ?? whole(address, 'default');
}

async function catalog(request: Request, address: string): Promise<Response> {
  return keep(address, await fetch(request));
}

worker.addEventListener('install', (event) => event.waitUntil(install()));
worker.addEventListener('activate', (event) => event.waitUntil(activate()));
worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const { pathname, origin } = new URL(request.url);
  const kind = origin === worker.location.origin ? kind_of(request.method, request.mode, pathname, kAssets) : 'other';
  if (kind === 'page') event.respondWith(network_first(fetch(request), () => kept(pathname), kPatienceMs));
  if (kind === 'unkept_page') event.respondWith(network_first(fetch(request), () => kept(offline_page(pathname))));
  if (kind === 'catalog') {
    const address = catalog_address(request.headers.get('accept-language'));
    event.respondWith(network_first(catalog(request, address), () => kept(address), kPatienceMs));
  }
  if (kind === 'asset') event.respondWith(asset(request, pathname));
});
