import { asked_for, forget_in_address } from '../address';
import type { Api } from '../api/client';
import type { ChosenPhoto } from '../intake/intake';
import { open_shared } from '../share/open_shared';
import { text } from '../text/text';
import type { Kept } from './autosave';
import type { KeptChoice } from './draft_store';
import type { Keeper } from './keeper';

// The page that what was there before is given to.
export interface Beginner {
  is_taken(): boolean; // a photo was chosen meanwhile: that is newer
  say(words: string, kind?: 'info' | 'problem'): void;
  want(choice: KeptChoice | undefined): void;
  take(photo: ChosenPhoto, kept: Kept, words?: string): Promise<boolean>; // whether it is open now; else it has said why
}

const kShared = 'design'; // the part of a link's address that names the picture

// What the studio begins with: the picture of the link that was opened, else what this device has kept, else nothing.
export class Beginning {
  private readonly shared = asked_for(kShared);
  // A shared picture begins a draft of its own; what this tab had stays as it is.
  private readonly restored: Promise<Kept | undefined>;

  constructor(private readonly api: Api, keeper: Keeper) {
    this.restored = this.shared === undefined ? keeper.restore() : Promise.resolve(undefined);
  }

  // What was kept of the choice of product, if anything was.
  async choice(): Promise<KeptChoice | undefined> {
    return (await this.restored)?.choice;
  }

  async begin(page: Beginner): Promise<void> {
    if (this.shared !== undefined) return this.take_shared(this.shared, page);
    const kept = await this.restored;
    if (!kept?.photo || page.is_taken()) return;
    page.say(text('studio.opening'));
    await page.take(photo_of(kept), kept);
  }

  private async take_shared(id: string, page: Beginner): Promise<void> {
    page.say(text('share.opening'));
    try {
      const { photo, kept } = await open_shared(this.api, id);
      if (page.is_taken()) return;
      page.want(kept.choice);
      if (await page.take(photo, kept, text('share.opened'))) forget_in_address(kShared);
    } catch (error) {
      if (!page.is_taken()) page.say((error as Error).message, 'problem');
    }
  }
}

// As if it had been chosen just now.
export function photo_of({ photo: { type, bytes } }: Kept): ChosenPhoto {
  return { name: '', type, bytes, chosen_at: performance.now() };
}
