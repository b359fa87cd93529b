import 'fake-indexeddb/auto';
import { Autosave, type Keeping, type TabMemory } from '../../../web/studio/keep/autosave';
import { type Draft, DraftStore } from '../../../web/studio/keep/draft_store';

const photo = (...bytes: number[]) => ({ type: 'image/jpeg' as const, bytes: new Uint8Array(bytes) });
const kCould = { undo: true, redo: false };
let names = 0;
let ids = 0;

class Tab implements TabMemory {
  private last: Draft | undefined;
  private earlier: readonly string[] = [];
  constructor(public id: string | null = null) {}
  read = (): string | null => this.id;
  write = (id: string): void => { this.id = id; };
  read_earlier = (): string[] => [...this.earlier];
  write_earlier = (ids: readonly string[]): void => { this.earlier = ids; };
  stash = (draft: Draft | undefined): void => { this.last = draft; };
  stashed = (): Draft | undefined => this.last;
}

// A page with a store of the test's own. Timers run when `flush` is called.
function page(store: Promise<DraftStore>, tab: Tab, now = () => 1000) {
  const told: Keeping[] = [];
  const world = { new_id: () => `id-${++ids}`, now, later: () => 1, never_mind: () => undefined };
  return { autosave: new Autosave(store, tab, (keeping) => told.push(keeping), world), told };
}

const new_store = () => DraftStore.open(`store-${++names}`);

async function with_picture(store: Promise<DraftStore>, tab: Tab, now?: () => number) {
  const made = page(store, tab, now);
  made.autosave.open(photo(1, 2, 3));
  made.autosave.change('first', kCould);
  made.autosave.choose({ variant_sku: 'tee-white-m', quantity: 2 });
  made.autosave.change('second', kCould);
  await made.autosave.flush();
  return made;
}

test('a reload brings back the photo, every step and the choice', async () => {
  const store = new_store();
  const tab = new Tab();
  const { told } = await with_picture(store, tab);
  expect(told).toEqual(['saved']);
  const kept = await page(store, tab).autosave.restore();
  expect([...kept!.photo.bytes]).toEqual([1, 2, 3]);
  expect(kept!.steps).toEqual({ recipes: ['first', 'second'], at: 1 });
  expect(kept!.choice).toEqual({ variant_sku: 'tee-white-m', quantity: 2 });
});

test('a new tab gets a copy of the newest; what either changes stays its own', async () => {
  const store = new_store();
  const tab = new Tab();
  const first = await with_picture(store, tab);
  const other_tab = new Tab();
  const other = page(store, other_tab);
  expect((await other.autosave.restore())!.steps.recipes).toContain('second');
  expect(other_tab.id).not.toBe(tab.id);
  other.autosave.change('of the other', kCould);
  first.autosave.change('of the first', kCould);
  await Promise.all([other.autosave.flush(), first.autosave.flush()]);
  expect((await page(store, tab).autosave.restore())!.steps.recipes.at(-1)).toBe('of the first');
  expect((await page(store, other_tab).autosave.restore())!.steps.recipes.at(-1)).toBe('of the other');
});

test('a tab that was duplicated does not write over its original, and the original says so', async () => {
  const store = new_store();
  const tab = new Tab();
  const first = await with_picture(store, tab);
  const twin_tab = new Tab(tab.id);
  const twin = page(store, twin_tab);
  await twin.autosave.restore();
  first.autosave.change('of the first', kCould);
  await first.autosave.flush();
  expect(first.told).toEqual(['saved', 'apart']);
  expect(tab.id).not.toBe(twin_tab.id);
  expect((await page(store, twin_tab).autosave.restore())!.steps.recipes.at(-1)).toBe('second');
  expect((await page(store, tab).autosave.restore())!.steps.recipes.at(-1)).toBe('of the first');
});

test('a change that the database missed because the page went is found in the tab', async () => {
  const store = new_store();
  const tab = new Tab();
  await with_picture(store, tab);
  let wrote = false;
  const deaf = { save: () => { wrote = true; return new Promise(() => undefined); }, find: async (...args: Parameters<DraftStore['find']>) => (await store).find(...args), claim: async (draft: Draft) => (await store).claim(draft) };
  const leaving = page(Promise.resolve(deaf as unknown as DraftStore), tab, () => 2000);
  await leaving.autosave.restore();
  leaving.autosave.change('last', kCould);
  void leaving.autosave.flush();
  await vi.waitFor(() => expect(wrote).toBe(true));
  expect((await page(store, tab).autosave.restore())!.steps.recipes).toEqual(['first', 'second', 'last']);
});

test('another photo begins a draft of its own: the one before is found with every step, the choice and its last change', async () => {
  const store = new_store();
  const { autosave } = await with_picture(store, new Tab());
  const id = autosave.photo_id();
  autosave.change('last', kCould);
  autosave.open(photo(9));
  autosave.change('of the other', kCould);
  autosave.choose({ variant_sku: 'hat-black', quantity: 1 });
  const before = (await autosave.before())!;
  expect([...before.photo.bytes]).toEqual([1, 2, 3]);
  expect(before.steps.recipes).toEqual(['first', 'second', 'last']);
  expect(before.choice).toEqual({ variant_sku: 'tee-white-m', quantity: 2 });
  expect(autosave.photo_id()).not.toBe(id); // not before the page has opened it
  autosave.open(before.photo, before);
  expect(autosave.photo_id()).toBe(id);
});

test('who goes back and back meets every photo once, also after a reload', async () => {
  const store = new_store();
  const tab = new Tab();
  const first = page(store, tab);
  for (const byte of [1, 2, 3]) {
    first.autosave.open(photo(byte));
    first.autosave.change(`of ${byte}`, kCould);
    await first.autosave.flush();
  }
  const { autosave, told } = page(store, tab);
  await autosave.restore();
  const met: number[] = [];
  for (let press = 0; press < 4; press++) {
    const before = (await autosave.before())!;
    autosave.open(before.photo, before);
    met.push(before.photo.bytes[0]!);
  }
  expect(met).toEqual([2, 1, 3, 2]);
  autosave.change('changed', kCould);
  await autosave.flush();
  expect(told).toEqual(['saved']);
});

test('where nothing is kept of the photos before, none is offered', async () => {
  const { autosave } = page(new_store(), new Tab());
  expect(autosave.has_before()).toBe(false);
  autosave.open(photo(1)); // never changed, never written
  autosave.open(photo(2));
  expect(autosave.has_before()).toBe(true);
  expect(await autosave.before()).toBeUndefined();
  expect(autosave.has_before()).toBe(false);
});

test('starting over deletes the photo from the device, and those before it', async () => {
  const store = new_store();
  const tab = new Tab();
  const { autosave } = await with_picture(store, tab);
  autosave.open(photo(9));
  autosave.change('of the other', kCould);
  await autosave.flush();
  await autosave.forget();
  expect(await page(store, tab).autosave.restore()).toBeUndefined();
  expect(await page(store, new Tab()).autosave.restore()).toBeUndefined();
  const next = page(store, tab).autosave;
  next.open(photo(8));
  expect(next.has_before()).toBe(false);
});

test('a tab that still has the deleted photo open keeps it again', async () => {
  const store = new_store();
  const tab = new Tab();
  const first = await with_picture(store, tab);
  const other = page(store, new Tab());
  await other.autosave.restore();
  const forgotten = await other.autosave.forget();
  forgotten.forEach((id) => first.autosave.again(id));
  await first.autosave.flush();
  expect((await page(store, tab).autosave.restore())!.steps.recipes.at(-1)).toBe('second');
});

test('a photo chosen while the old one was looked for is not replaced by it', async () => {
  const store = new_store();
  await with_picture(store, new Tab());
  const { autosave } = page(store, new Tab());
  const restoring = autosave.restore();
  autosave.open(photo(9));
  expect(await restoring).toBeUndefined();
});

test('drafts of a month ago are not brought back, and go with the next change', async () => {
  const store = new_store();
  await with_picture(store, new Tab(), () => 0);
  const month = 31 * 24 * 3600 * 1000;
  expect(await page(store, new Tab(), () => month).autosave.restore()).toBeUndefined();
  await with_picture(store, new Tab(), () => month);
  expect(await (await store).find(undefined, 1000)).toMatchObject({ draft: { changed_at: month } });
});

test('a browser without a database is told of, and nothing else happens', async () => {
  const { autosave, told } = page(Promise.reject(new Error('private')), new Tab());
  expect(await autosave.restore()).toBeUndefined();
  autosave.open(photo(1));
  autosave.change('first', kCould);
  await autosave.flush();
  expect(told).toEqual(['impossible', 'impossible']);
});

test('where there is no room for both, the photo before goes for the one in hand', async () => {
  const store = await new_store();
  const tab = new Tab();
  await with_picture(Promise.resolve(store), tab);
  const saved: string[] = [];
  let room = false;
  const small = {
    find: store.find.bind(store),
    claim: store.claim.bind(store),
    forget: async (id: string) => { room = true; await store.forget(id); },
    save: async (_: Draft, of: { id: string }) => {
      if (!room) throw new DOMException('no room', 'QuotaExceededError');
      saved.push(of.id);
      return true;
    },
  } as unknown as DraftStore;
  const { autosave, told } = page(Promise.resolve(small), tab);
  await autosave.restore();
  autosave.open(photo(9));
  autosave.change('of the other', kCould);
  await autosave.flush();
  expect(told).toEqual(['saved']);
  expect(saved).toEqual([autosave.photo_id()]);
  expect(autosave.has_before()).toBe(false);
});

test('a device that is full is told of', async () => {
  const full = { save: () => Promise.reject(new DOMException('no room', 'QuotaExceededError')) } as unknown as DraftStore;
  const { autosave, told } = page(Promise.resolve(full), new Tab());
  autosave.open(photo(1));
  autosave.change('first', kCould);
  await autosave.flush();
  expect(told).toEqual(['full']);
});
