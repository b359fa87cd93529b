import { catalog_address, kind_of, kPages, offline_page, shell_fits } from '../../../web/studio/offline/rules';

const kPrecached = ['/assets/studio-1.js', '/assets/site-1.css', '/assets/the-scream-1.scene'];

test('studio and cart open without a network, other pages do not', () => {
  for (const page of ['/studio', '/de/cart', '/offline', '/de/offline']) expect(kPages).toContain(page);
  for (const page of kPages) expect(kind_of('GET', 'navigate', page, kPrecached)).toBe('page');
  for (const page of ['/', '/thank-you', '/orders/PP-1', '/privacy', '/studio/x']) {
    expect(kind_of('GET', 'navigate', page, kPrecached)).toBe('unkept_page');
  }
});

test('instead of a page that is not kept there is one that says so, in its language', () => {
  for (const page of ['/', '/orders/PP-1', '/design']) expect(offline_page(page)).toBe('/offline');
  for (const page of ['/de', '/de/', '/de/orders/PP-1']) expect(offline_page(page)).toBe('/de/offline');
});

test('of the API only the catalog is kept: everything else may be about a person', () => {
  expect(kind_of('GET', 'cors', '/api/products', kPrecached)).toBe('catalog');
  for (const path of ['/api/designs/1', '/api/designs/1/preview.png', '/api/shares/1', '/api/shares/1/photo', '/api/cart/quote']) {
    expect(kind_of('GET', 'cors', path, kPrecached)).toBe('other');
  }
});

test('the catalog is kept once a language', () => {
  expect(catalog_address('de')).toBe(catalog_address('de-DE,de;q=0.9'));
  expect(catalog_address('de')).not.toBe(catalog_address('en'));
  expect(catalog_address(null)).toBe(catalog_address('en'));
});

test('nothing that is sent is touched', () => {
  for (const path of ['/api/upload', '/api/shares', '/api/products', '/studio']) {
    expect(kind_of('POST', 'cors', path, kPrecached)).toBe('other');
  }
});

test('files of this version are taken from what was kept, others from the network', () => {
  expect(kind_of('GET', 'no-cors', '/assets/site-1.css', kPrecached)).toBe('asset');
  expect(kind_of('GET', 'no-cors', '/assets/site-2.css', kPrecached)).toBe('other');
});

test('a page fits when its scripts and styles are of this version', () => {
  const page = (script: string) => `<link href="/assets/site-1.css"><script src="${script}"></script><img src="/assets/pet.webp">`;
  expect(shell_fits(page('/assets/studio-1.js'), kPrecached)).toBe(true);
  expect(shell_fits(page('/assets/studio-2.js'), kPrecached)).toBe(false);
  expect(shell_fits('<h1>Login of this hotel\'s network</h1>', kPrecached)).toBe(false);
});
