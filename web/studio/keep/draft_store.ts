import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { Steps } from './history';

export interface KeptPhoto {
  id: string;
  type: 'image/jpeg' | 'image/png';
  bytes: Uint8Array;
}

export interface KeptChoice {
  variant_sku: string;
  quantity: number;
}

// What one tab has made. Photos are large and stand apart, so that a change of the oval writes little.
export interface Draft {
  id: string;
  writer: string; // the page that has it in hand
  photo_id: string;
  steps: Steps;
  choice: KeptChoice | undefined;
  changed_at: number; // milliseconds since 1970
}

interface Schema extends DBSchema {
  drafts: { key: string; value: Draft };
  photos: { key: string; value: KeptPhoto };
}

const kVersion = 1;
const kMaxDrafts = 12; // four a tab, one a photo; who has more loses the oldest
const kKeepMs = 30 * 24 * 3600 * 1000;

// Drafts in the browser's database. Everything rejects where there is none, or no room.
export class DraftStore {
  private constructor(private readonly database: IDBPDatabase<Schema>) {}

  static async open(name = 'picasso-pet'): Promise<DraftStore> {
    const database = await openDB<Schema>(name, kVersion, {
      upgrade: (made) => {
        made.createObjectStore('drafts', { keyPath: 'id' });
        made.createObjectStore('photos', { keyPath: 'id' });
      },
      blocking: (_old, _new, event) => (event.target as IDBDatabase).close(), // a newer page must not wait for this one
    });
    return new DraftStore(database);
  }

  // The draft with its photo. Without an id the newest.
  async find(id: string | undefined, now: number): Promise<{ draft: Draft; photo: KeptPhoto } | undefined> {
    const transaction = this.database.transaction(['drafts', 'photos']);
    const drafts = (await transaction.objectStore('drafts').getAll()).filter((draft) => now - draft.changed_at < kKeepMs);
    drafts.sort((one, other) => other.changed_at - one.changed_at);
    const draft = id === undefined ? drafts[0] : drafts.find((each) => each.id === id);
    const photo = draft && (await transaction.objectStore('photos').get(draft.photo_id));
    return photo && { draft: draft!, photo };
  }

  // False, and nothing is written, when another page has taken the draft in hand meanwhile.
  async save(draft: Draft, photo: KeptPhoto): Promise<boolean> {
    const transaction = this.database.transaction(['drafts', 'photos'], 'readwrite');
    const finished = transaction.done.then(() => true);
    finished.catch(() => undefined); // it is looked at below, perhaps after something else has failed
    const drafts = transaction.objectStore('drafts');
    const there = await drafts.get(draft.id);
    if (there && there.writer !== draft.writer) return false;
    await drafts.put(draft);
    const photos = transaction.objectStore('photos');
    if ((await photos.getKey(photo.id)) === undefined) await photos.put(photo);
    await this.tidy(transaction.objectStore('drafts'), photos, draft);
    return finished;
  }

  // Takes the draft in hand: no other page writes it from now on.
  async claim(draft: Draft): Promise<void> {
    await this.database.put('drafts', draft);
  }

  // Deletes the photo and all that was made of it.
  async forget(photo_id: string): Promise<void> {
    const transaction = this.database.transaction(['drafts', 'photos'], 'readwrite');
    const drafts = transaction.objectStore('drafts');
    for (const draft of await drafts.getAll()) if (draft.photo_id === photo_id) await drafts.delete(draft.id);
    await transaction.objectStore('photos').delete(photo_id);
    await transaction.done;
  }

  private async tidy(
    drafts: { getAll(): Promise<Draft[]>; delete(id: string): Promise<void> },
    photos: { getAllKeys(): Promise<string[]>; delete(id: string): Promise<void> },
    present: Draft,
  ): Promise<void> {
    const all = (await drafts.getAll()).sort((one, other) => other.changed_at - one.changed_at);
    const kept = all.filter((draft, rank) => draft.id === present.id || (rank < kMaxDrafts && present.changed_at - draft.changed_at < kKeepMs));
    for (const draft of all) if (!kept.includes(draft)) await drafts.delete(draft.id);
    for (const id of await photos.getAllKeys()) if (!kept.some((draft) => draft.photo_id === id)) await photos.delete(id);
  }
}
