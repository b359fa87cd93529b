import type { ChosenPhoto } from '../intake/intake';
import type { Draft, DraftStore, KeptChoice, KeptPhoto } from './draft_store';
import { type Steps, stepped } from './history';

// What happened to the picture on this device. `apart`: another page has the same draft in hand, so this one began a
// copy. `full` and `impossible`: nothing can be kept, the studio works on.
export type Keeping = 'saved' | 'apart' | 'full' | 'impossible';

export interface Kept {
  id: string | undefined; // of its draft, where it has one on this device
  photo: KeptPhoto;
  steps: Steps;
  choice: KeptChoice | undefined;
}

// The tab's own memory: outlives a reload and the back button, not the tab. `stash` is written at once, unlike a database.
export interface TabMemory {
  read(): string | null;
  write(draft_id: string): void;
  read_earlier(): string[]; // drafts that this tab had in hand before
  write_earlier(draft_ids: readonly string[]): void;
  stash(draft: Draft | undefined): void;
  stashed(): Draft | undefined;
}

export interface World {
  new_id(): string;
  now(): number;
  later(run: () => void, ms: number): number;
  never_mind(timer: number): void;
}

const kRestMs = 400;
const kMaxEarlier = 3;

// A photo and what is made of it.
interface Hand {
  id: string; // of the draft
  readonly photo: KeptPhoto;
  steps: Steps | undefined;
  choice: KeptChoice | undefined;
}

// Keeps what the customer makes, a moment after each change. Each tab writes drafts of its own, one a photo.
export class Autosave {
  private readonly writer: string;
  private hand: Hand | undefined;
  private choice: KeptChoice | undefined; // also before there is a photo
  private timer = 0;
  private writing: Promise<void> = Promise.resolve();
  private dirty = false;

  constructor(
    private readonly store: Promise<DraftStore>,
    private readonly tab: TabMemory,
    private readonly tell: (keeping: Keeping) => void,
    private readonly world: World,
  ) {
    this.writer = world.new_id();
  }

  // What this tab had in hand, else a copy of the newest that any tab had. Nothing when there is none.
  async restore(): Promise<Kept | undefined> {
    try {
      const store = await this.store;
      const own = this.tab.read() || undefined;
      const found = (own && await store.find(own, this.world.now())) || await store.find(undefined, this.world.now());
      if (!found || this.hand) return undefined; // a photo that was chosen meanwhile is newer
      const kept = await this.claim(store, found, found.draft.id === own ? own : this.world.new_id());
      if (this.hand) return undefined;
      this.take_in_hand(kept);
      return kept;
    } catch {
      this.tell('impossible');
      return undefined;
    }
  }

  // Random; goes with this photo for as long as it is kept.
  photo_id(): string | undefined {
    return this.hand?.photo.id;
  }

  // Another photo begins a draft of its own: what was made of the one before stays. `kept`: what before() gave of it.
  open(chosen: Pick<ChosenPhoto, 'type' | 'bytes'>, kept?: Kept): void {
    if (this.hand?.photo.bytes === chosen.bytes) return; // it came from here
    if (this.dirty) void this.flush();
    const left = this.hand?.id ?? this.tab.read();
    const earlier = this.tab.read_earlier().filter((id) => id !== kept?.id);
    // The one that is left goes behind the others: who goes back and back meets each once.
    const row = !left ? earlier : kept?.id === undefined ? [...earlier, left] : [left, ...earlier];
    this.tab.write_earlier(row.slice(-kMaxEarlier));
    if (kept?.id !== undefined) return this.take_in_hand(kept);
    const photo = { id: this.world.new_id(), type: chosen.type, bytes: chosen.bytes };
    this.hand = { id: this.world.new_id(), photo, steps: undefined, choice: this.choice };
  }

  has_before(): boolean {
    return this.tab.read_earlier().length > 0;
  }

  // What this tab had in hand before this photo, as it was left, for open(). Nothing when it is not there any more.
  async before(): Promise<Kept | undefined> {
    try {
      const store = await this.store;
      await this.flush();
      for (let earlier = this.tab.read_earlier(); earlier.length > 0; earlier = earlier.slice(0, -1)) {
        this.tab.write_earlier(earlier);
        const found = await store.find(earlier.at(-1), this.world.now());
        if (found) return await this.claim(store, found, found.draft.id);
      }
      this.tab.write_earlier([]);
    } catch {
      this.tab.write_earlier([]);
      this.tell('impossible');
    }
    return undefined;
  }

  // The recipe has come to rest.
  change(recipe: string, could: { undo: boolean; redo: boolean }): void {
    if (!this.hand) return;
    const steps = stepped(this.hand.steps, recipe, could);
    if (steps === this.hand.steps) return;
    this.hand.steps = steps;
    this.soon();
  }

  choose(choice: KeptChoice): void {
    if (this.choice?.variant_sku === choice.variant_sku && this.choice.quantity === choice.quantity) return;
    this.choice = choice;
    if (this.hand) this.hand.choice = choice;
    this.soon();
  }

  // Now, for a page that may go away. The database may not get its turn any more; what is stashed is there.
  flush(): Promise<void> {
    if (this.dirty) {
      if (this.hand?.steps) this.tab.stash(this.draft(this.hand, this.hand.steps));
      this.write();
    }
    return this.writing;
  }

  // Writes again although nothing changed: another tab has deleted the photo that is still open here.
  again(photo_id: string): void {
    if (photo_id === this.photo_id()) this.soon();
  }

  // Deletes the photo, those that this tab had before it, and all that was made of them. Gives the photos' ids.
  async forget(): Promise<string[]> {
    this.world.never_mind(this.timer);
    this.dirty = false;
    const { hand } = this;
    this.hand = undefined;
    this.tab.stash(undefined);
    await this.writing;
    this.tab.write('');
    const store = await this.store;
    const forgotten: string[] = [];
    for (const id of this.tab.read_earlier()) forgotten.push(...await this.forget_draft(store, id));
    this.tab.write_earlier([]);
    if (!hand) return forgotten;
    await store.forget(hand.photo.id);
    return [...forgotten, hand.photo.id];
  }

  // No other page writes the draft from now on; `id` may be another, for a copy.
  private async claim(store: DraftStore, found: { draft: Draft; photo: KeptPhoto }, id: string): Promise<Kept> {
    const draft = this.latest(found.draft);
    await store.claim({ ...draft, id, writer: this.writer });
    return { id, photo: found.photo, steps: draft.steps, choice: draft.choice };
  }

  private take_in_hand({ id, photo, steps, choice }: Kept): void {
    this.hand = { id: id!, photo, steps, choice };
    this.choice = choice;
    this.tab.write(this.hand.id);
  }

  private draft({ id, photo, choice }: Hand, steps: Steps): Draft {
    return { id, writer: this.writer, photo_id: photo.id, steps, choice, changed_at: this.world.now() };
  }

  // The last change before the page went, if the database missed it.
  private latest(draft: Draft): Draft {
    const stashed = this.tab.stashed();
    const newer = stashed?.id === draft.id && stashed.photo_id === draft.photo_id && stashed.changed_at > draft.changed_at;
    return newer ? stashed : draft;
  }

  private soon(): void {
    if (!this.hand?.steps) return;
    this.dirty = true;
    this.world.never_mind(this.timer);
    this.timer = this.world.later(() => this.write(), kRestMs);
  }

  private write(): void {
    this.world.never_mind(this.timer);
    this.dirty = false;
    const { hand } = this;
    this.writing = this.writing.then(() => hand && this.put(hand)).then((keeping) => keeping && this.tell(keeping));
  }

  private async put(hand: Hand): Promise<Keeping | undefined> {
    if (!hand.steps) return undefined;
    try {
      const store = await this.store;
      if (await this.save(store, hand, hand.steps)) return 'saved';
      hand.id = this.world.new_id();
      await this.save(store, hand, hand.steps);
      return 'apart';
    } catch (error) {
      return is_full(error) ? 'full' : 'impossible';
    }
  }

  // Where there is no room for all, the photos from before go first.
  private async save(store: DraftStore, hand: Hand, steps: Steps): Promise<boolean> {
    if (hand === this.hand) this.tab.write(hand.id);
    for (;;) {
      try {
        return await store.save(this.draft(hand, steps), hand.photo);
      } catch (error) {
        const [oldest, ...earlier] = this.tab.read_earlier();
        if (!is_full(error) || oldest === undefined) throw error;
        this.tab.write_earlier(earlier);
        await this.forget_draft(store, oldest);
      }
    }
  }

  private async forget_draft(store: DraftStore, id: string): Promise<string[]> {
    const found = await store.find(id, this.world.now());
    if (!found) return [];
    await store.forget(found.photo.id);
    return [found.photo.id];
  }
}

function is_full(error: unknown): boolean {
  return (error as Error | undefined)?.name === 'QuotaExceededError';
}
