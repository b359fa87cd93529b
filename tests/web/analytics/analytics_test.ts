import { Analytics, type EventFields } from '../../../web/studio/analytics/analytics';
import { Consent } from '../../../web/studio/analytics/consent';

const kTee: EventFields = { currency: 'USD', value: 29, items: [{ item_id: 'tee', item_name: 'Unisex tee', price: 29 }] };

function set_up() {
  const queue: unknown[] = [];
  const loaded: string[] = [];
  vi.stubGlobal('location', { origin: 'https://shop.example', pathname: '/orders/PP-1' });
  return { queue, loaded, analytics: new Analytics('G-TEST123', queue, (url) => loaded.push(url)) };
}
afterEach(() => vi.unstubAllGlobals());

const said = (queue: unknown[]): unknown[][] => queue.map((words) => [...(words as IArguments)]);

test('before consent nothing is loaded, and what happens is forgotten', () => {
  const { analytics, queue, loaded } = set_up();
  analytics.event('view_item', kTee);
  expect(queue).toEqual([]);
  expect(loaded).toEqual([]);
  analytics.start();
  expect(said(queue).filter(([kind]) => kind === 'event')).toEqual([]);
});

test('after consent the script is loaded once, and events are told', () => {
  const { analytics, queue, loaded } = set_up();
  analytics.start();
  analytics.start();
  analytics.event('add_to_cart', kTee);
  expect(loaded).toEqual(['https://www.googletagmanager.com/gtag/js?id=G-TEST123']);
  expect(said(queue).at(-1)).toEqual(['event', 'add_to_cart', kTee]);
});

test('advertising stays refused, and the address of an order is not told', () => {
  const { analytics, queue } = set_up();
  analytics.start();
  expect(said(queue).find(([kind]) => kind === 'consent')?.[2]).toMatchObject({ ad_storage: 'denied', ad_user_data: 'denied', ad_personalization: 'denied' });
  expect(JSON.stringify(said(queue))).not.toContain('PP-1');
});

test('an answer is remembered; a storage that is forbidden or tampered with counts as no answer', () => {
  const kept = new Map<string, string>();
  const storage = { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => void kept.set(key, value) };
  new Consent(storage).give('no');
  expect(new Consent(storage).answer).toBe('no');
  for (const key of kept.keys()) kept.set(key, 'maybe');
  expect(new Consent(storage).answer).toBeUndefined();
  const forbidden = { getItem: () => { throw new Error('no'); }, setItem: () => { throw new Error('no'); } };
  const consent = new Consent(forbidden);
  consent.give('yes');
  expect(consent.answer).toBeUndefined();
});
