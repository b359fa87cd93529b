import { ShareLinks } from '../../../web/studio/share/share_links';

class MapStorage {
  readonly values = new Map<string, string>();
  full = false;
  getItem = (key: string): string | null => this.values.get(key) ?? null;
  setItem = (key: string, value: string): void => {
    if (this.full) throw new DOMException('full', 'QuotaExceededError');
    this.values.set(key, value);
  };
}

const link = (id: string, expires_at = '2026-12-22T00:00:00Z') => ({ id, url: `https://shop.example/studio?design=${id}`, secret: 's', expires_at });
const kNow = Date.parse('2026-11-22T00:00:00Z');

function setup(now = kNow) {
  const storage = new MapStorage();
  return { storage, links: new ShareLinks(storage as unknown as Storage, () => now) };
}

test('links come back, the newest first, until one is taken back', () => {
  const { links } = setup();
  expect(links.add(link('a'))).toBe(true);
  expect(links.add(link('b'))).toBe(true);
  expect(links.list().map(({ id }) => id)).toEqual(['b', 'a']);
  links.remove('b');
  expect(links.list()).toEqual([link('a')]);
});

test('a link whose time is over is not listed, and goes with the next change', () => {
  const { links, storage } = setup();
  links.add(link('old', '2026-11-21T00:00:00Z'));
  expect(links.list()).toEqual([]);
  links.add(link('new'));
  expect([...storage.values.values()].join()).not.toContain('old');
});

test('a storage that is full is told of', () => {
  const { links, storage } = setup();
  storage.full = true;
  expect(links.add(link('a'))).toBe(false);
});

test('what is no list of links is none', () => {
  const { links, storage } = setup();
  for (const text of ['{', '7', '[7, null, {"id":"x"}]']) {
    storage.values.set('picasso-pet.shares', text);
    expect(links.list()).toEqual([]);
  }
});
