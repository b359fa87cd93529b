import { ask } from '../ask';
import { by_id } from '../dom';
import type { ChosenPhoto } from '../intake/intake';
import { new_id } from '../new_id';
import type { Choice } from '../order/choice';
import { text } from '../text/text';
import { Autosave, type Kept, type Keeping, type TabMemory } from './autosave';
import { type Draft, DraftStore } from './draft_store';
import type { Steps } from './history';
import { kKeepingText } from './words';

const kTabKey = 'picasso-pet.draft';
const kEarlierKey = 'picasso-pet.draft.earlier';
const kStashKey = 'picasso-pet.draft.last';
const kChannel = 'picasso-pet.drafts';

// Where storage is full or forbidden nothing is remembered: after a reload the newest draft is found without it.
class SessionMemory implements TabMemory {
  read(): string | null {
    return attempt(() => sessionStorage.getItem(kTabKey)) ?? null;
  }

  write(draft_id: string): void {
    attempt(() => sessionStorage.setItem(kTabKey, draft_id));
  }

  read_earlier(): string[] {
    return attempt(() => JSON.parse(sessionStorage.getItem(kEarlierKey) ?? '[]') as string[]) ?? [];
  }

  write_earlier(draft_ids: readonly string[]): void {
    attempt(() => sessionStorage.setItem(kEarlierKey, JSON.stringify(draft_ids)));
  }

  stash(draft: Draft | undefined): void {
    attempt(() => sessionStorage.setItem(kStashKey, JSON.stringify(draft ?? null)));
  }

  stashed(): Draft | undefined {
    return attempt(() => JSON.parse(sessionStorage.getItem(kStashKey) ?? 'null') as Draft | null) ?? undefined;
  }
}

function attempt<T>(access: () => T): T | undefined {
  try {
    return access();
  } catch {
    return undefined;
  }
}

interface Module {
  recipe_json(): string;
  set_recipe_json(json: string): void;
  raw: { _studio_command(command: number, coarse: number): void; _studio_can_undo(): number; _studio_can_redo(): number };
}

// Joins the autosave to the page: says what is kept, saves before the page goes, and deletes on request.
export class Keeper {
  private readonly autosave: Autosave;
  private readonly status = by_id('kept');
  private channel: BroadcastChannel | undefined;

  constructor() {
    const world = {
      new_id, now: () => Date.now(), later: (run: () => void, ms: number) => window.setTimeout(run, ms),
      never_mind: (timer: number) => window.clearTimeout(timer),
    };
    const store = DraftStore.open();
    this.autosave = new Autosave(store, new SessionMemory(), (keeping) => this.say(keeping), world);
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'hidden') void this.autosave.flush();
    });
    // A page with an open channel may not be frozen for the back button in some browsers.
    window.addEventListener('pagehide', () => {
      void this.autosave.flush();
      this.channel?.close();
    });
    window.addEventListener('pageshow', () => this.listen());
    by_id('start-over').addEventListener('click', () => void this.start_over());
  }

  restore(): Promise<Kept | undefined> {
    return this.autosave.restore();
  }

  open(chosen: ChosenPhoto, kept?: Kept): void {
    this.autosave.open(chosen, kept);
  }

  has_before(): boolean {
    return this.autosave.has_before();
  }

  before(): Promise<Kept | undefined> {
    return this.autosave.before();
  }

  // Random; the same for as long as the photo is kept.
  photo_id(): string | undefined {
    return this.autosave.photo_id();
  }

  change(module: Module): void {
    const { raw } = module;
    this.autosave.change(module.recipe_json(), { undo: raw._studio_can_undo() === 1, redo: raw._studio_can_redo() === 1 });
  }

  // Where there is no module, and so neither undo nor redo.
  change_plainly(recipe_json: string): void {
    this.autosave.change(recipe_json, { undo: false, redo: false });
  }

  choose(choice: Choice): void {
    this.autosave.choose({ variant_sku: choice.variant.sku, quantity: choice.quantity });
  }

  private listen(): void {
    if (typeof BroadcastChannel !== 'function') return;
    this.channel?.close();
    this.channel = new BroadcastChannel(kChannel);
    this.channel.onmessage = (event: MessageEvent<{ forgot?: string }>) => {
      if (typeof event.data.forgot === 'string') this.autosave.again(event.data.forgot);
    };
  }

  private say(keeping: Keeping): void {
    if (this.status.dataset['keeping'] === keeping) return;
    this.status.dataset['keeping'] = keeping;
    this.status.textContent = text(kKeepingText[keeping]);
  }

  private async start_over(): Promise<void> {
    const agreed = await ask({
      title: text('keep.start_over_title'), text: [text('keep.start_over_text')],
      yes: text('keep.start_over_yes'), no: text('keep.start_over_no'),
    });
    if (!agreed) return;
    try {
      for (const forgot of await this.autosave.forget()) this.channel?.postMessage({ forgot });
    } catch {
      // Where nothing could be kept nothing is left.
    }
    location.replace(location.pathname);
  }
}

// Leads a module that has just opened the photo along the steps, so that undo and redo work as before.
export function replay(module: Module, { recipes, at }: Steps, undo: number): void {
  for (const recipe of recipes) module.set_recipe_json(recipe);
  for (let back = recipes.length - 1; back > at; back--) module.raw._studio_command(undo, 0);
}
