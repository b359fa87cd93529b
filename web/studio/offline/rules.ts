// Pages that work without a network.
export const kPages: readonly string[] = ['/studio', '/cart', '/offline', '/de/studio', '/de/cart', '/de/offline'];

// What is shown instead of any other page, in that page's language.
export function offline_page(pathname: string): string {
  return /^\/de(\/|$)/.test(pathname) ? '/de/offline' : '/offline';
}

// Where the catalog is kept: its names are in the language that was asked for.
export function catalog_address(language: string | null): string {
  return `/api/products?language=${(language ?? 'en').slice(0, 2)}`;
}

export type Kind = 'page' | 'unkept_page' | 'catalog' | 'asset' | 'other';

// What a request is for. Everything else goes to the network and is never kept: orders, designs, shared photos, uploads.
export function kind_of(method: string, mode: string, pathname: string, precached: readonly string[]): Kind {
  if (method !== 'GET') return 'other';
  if (mode === 'navigate') return kPages.includes(pathname) ? 'page' : 'unkept_page';
  if (pathname === '/api/products') return 'catalog';
  return precached.includes(pathname) ? 'asset' : 'other';
}

// Whether every script and style that the page names is among the files of this version.
export function shell_fits(html: string, precached: readonly string[]): boolean {
  const named = [...html.matchAll(/\/assets\/[\w.-]+\.(?:js|css)/g)].map(([address]) => address);
  return named.length > 0 && named.every((address) => precached.includes(address));
}
