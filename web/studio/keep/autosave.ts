import type { ChosenPhoto } from '../intake/intake';
import type { Draft, DraftStore, KeptChoice, KeptPhoto } from './draft_store';
import { type Steps, stepped } from './history';

// What happened to the picture on this device. `apart`: another page has the same draft in hand, so this one began a
// copy. `full` and `impossible`: nothing can be kept, the studio works on.
export type Keeping = 'saved' | 'apart' | 'full' | 'impossible';

export interface Kept {
  photo: KeptPhoto;
  steps: Steps;
  choice: KeptChoice | undefined;
}

// The tab's own memory: outlives a reload and the back button, not the tab. `stash` is written at once, unlike a database.
export interface TabMemory {
  read(): string | null;
  write(draft_id: string): void;
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

// Keeps what the customer makes, a moment after each change. Each tab writes a draft of its own.
export class Autosave {
  private readonly writer: string;
  private id: string;
  private photo: KeptPhoto | undefined;
  private steps: Steps | undefined;
  private choice: KeptChoice | undefined;
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
    this.id = world.new_id();
  }

  // What this tab had in hand, else a copy of the newest that any tab had. Nothing when there is none.
  async restore(): Promise<Kept | undefined> {
    try {
      const store = await this.store;
      const own = this.tab.read() ?? undefined;
      const found = (own && await store.find(own, this.world.now())) || await store.find(undefined, this.world.now());
      if (!found || this.photo) return undefined; // a photo that was chosen meanwhile is newer
      const { photo } = found;
      const draft = this.latest(found.draft);
      if (draft.id === own) this.id = own;
      this.tab.write(this.id);
      await store.claim({ ...draft, id: this.id, writer: this.writer });
      if (this.photo) return undefined;
      [this.photo, this.steps, this.choice] = [photo, draft.steps, draft.choice];
      return { photo, steps: draft.steps, choice: draft.choice };
    } catch {
      this.tell('impossible');
      return undefined;
    }
  }

  // Random; goes with this photo for as long as it is kept.
  photo_id(): string | undefined {
    return this.photo?.id;
  }

  open(chosen: Pick<ChosenPhoto, 'type' | 'bytes'>): void {
    if (this.photo?.bytes === chosen.bytes) return; // it came from here
    this.photo = { id: this.world.new_id(), type: chosen.type, bytes: chosen.bytes };
    this.steps = undefined;
  }

  // The recipe has come to rest.
  change(recipe: string, could: { undo: boolean; redo: boolean }): void {
    const steps = stepped(this.steps, recipe, could);
    if (steps === this.steps) return;
    this.steps = steps;
    this.soon();
  }

  choose(choice: KeptChoice): void {
    if (this.choice?.variant_sku === choice.variant_sku && this.choice.quantity === choice.quantity) return;
    this.choice = choice;
    this.soon();
  }

  // Now, for a page that may go away. The database may not get its turn any more; what is stashed is there.
  flush(): Promise<void> {
    if (this.dirty) {
      if (this.photo && this.steps) this.tab.stash(this.draft(this.photo, this.steps));
      this.write();
    }
    return this.writing;
  }

  // Writes again although nothing changed: another tab has deleted the photo that is still open here.
  again(photo_id: string): void {
    if (photo_id === this.photo?.id) this.soon();
  }

  // Deletes the photo and all that was made of it. Gives the photo's id.
  async forget(): Promise<string | undefined> {
    this.world.never_mind(this.timer);
    this.dirty = false;
    const { photo } = this;
    this.photo = this.steps = undefined;
    this.tab.stash(undefined);
    await this.writing;
    if (photo) await (await this.store).forget(photo.id);
    return photo?.id;
  }

  private draft(photo: KeptPhoto, steps: Steps): Draft {
    return { id: this.id, writer: this.writer, photo_id: photo.id, steps, choice: this.choice, changed_at: this.world.now() };
  }

  // The last change before the page went, if the database missed it.
  private latest(draft: Draft): Draft {
    const stashed = this.tab.stashed();
    const newer = stashed?.id === draft.id && stashed.photo_id === draft.photo_id && stashed.changed_at > draft.changed_at;
    return newer ? stashed : draft;
  }

  private soon(): void {
    if (!this.photo || !this.steps) return;
    this.dirty = true;
    this.world.never_mind(this.timer);
    this.timer = this.world.later(() => this.write(), kRestMs);
  }

  private write(): void {
    this.world.never_mind(this.timer);
    this.dirty = false;
    this.writing = this.writing.then(() => this.put()).then((keeping) => keeping && this.tell(keeping));
  }

  private async put(): Promise<Keeping | undefined> {
    const { photo, steps } = this;
    if (!photo || !steps) return undefined;
    try {
      const store = await this.store;
      this.tab.write(this.id);
      if (await store.save(this.draft(photo, steps), photo)) return 'saved';
      this.id = this.world.new_id();
      this.tab.write(this.id);
      await store.save(this.draft(photo, steps), photo);
      return 'apart';
    } catch (error) {
      return (error as Error | undefined)?.name === 'QuotaExceededError' ? 'full' : 'impossible';
    }
  }
}
