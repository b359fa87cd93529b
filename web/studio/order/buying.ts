import { count, in_units } from '../analytics/page_analytics';
import { type Api, NetworkError } from '../api/client';
import { browser_cart, show_cart_count } from '../cart/browser_cart';
import { kMaxQuantity } from '../cart/cart';
import { by_id } from '../dom';
import { kSceneId } from '../engine/engine';
import type { ChosenPhoto } from '../intake/intake';
import type { Approved } from '../preview/painting';
import { Progress } from '../preview/progress';
import { text, type TextKey } from '../text/text';
import { type Choice, variant_label } from './choice';
import { DesignSaver, type Stage } from './save_design';
import { WhenBack } from './when_back';

const kPaintingDone = 0.1;
// What is said of each stage, and how much of the way is behind.
const kStages: Record<Stage, { words: TextKey; done: number }> = {
  sending: { words: 'studio.stage_sending', done: 0.3 },
  checking: { words: 'studio.stage_checking', done: 0.6 },
  rendering: { words: 'studio.stage_rendering', done: 0.8 },
  waiting: { words: 'studio.stage_waiting', done: 0.9 },
};

// What can be put into the cart now. `approve` gives the picture that the customer sees of this recipe.
export interface Work {
  photo: ChosenPhoto;
  photo_id: string | undefined;
  recipe_json: string;
  approve(): Promise<Approved>;
}

type Wish = { photo_id: string | undefined; recipe_json: string; variant_sku: string; quantity: number };

// The button that sends the photo and puts the picture into the cart. What failed for want of a network is done when it
// is back.
export class Buying {
  private readonly button = by_id<HTMLButtonElement>('add-to-cart');
  private readonly status = by_id('order-status');
  private readonly saver: DesignSaver;
  private readonly when_back: WhenBack<Wish>;
  private readonly progress: Progress;
  private under_way: AbortController | undefined;

  constructor(api: Api, private readonly work: () => Work | undefined, private readonly choice: () => Choice | undefined) {
    this.saver = new DesignSaver(api);
    this.when_back = new WhenBack(window, (wish) => this.fulfil(wish));
    this.button.addEventListener('click', () => void this.buy());
    this.progress = new Progress(by_id('buy-progress'), by_id<HTMLProgressElement>('buy-bar'), by_id<HTMLButtonElement>('buy-stop'),
      () => this.cancel());
  }

  enable(possible: boolean): void {
    this.button.disabled = !possible;
  }

  say(words: string, is_problem = false): void {
    this.status.textContent = words;
    this.status.classList.toggle('is-problem', is_problem);
  }

  // Another photo is open: nothing of the one before waits any more.
  begin_anew(): void {
    this.when_back.forget();
    if (!this.under_way) this.say('');
  }

  private async buy(): Promise<void> {
    const [work, choice] = [this.work(), this.choice()];
    if (!work || !choice || this.under_way) return;
    const wish = wish_of(work, choice);
    const under_way = new AbortController();
    this.under_way = under_way;
    this.when_back.forget();
    this.button.setAttribute('aria-disabled', 'true');
    by_id('added').hidden = true;
    try {
      await this.put_into_cart(work, choice, under_way.signal);
    } catch (error) {
      if (under_way.signal.aborted) return;
      const why = error instanceof Error ? error.message : new NetworkError().message;
      const waiting = error instanceof NetworkError && !navigator.onLine && this.work()?.photo_id === wish.photo_id;
      if (waiting) this.when_back.remember(wish);
      this.say(waiting ? `${why} ${text('keep.waiting')}` : why, true);
    } finally {
      if (this.under_way === under_way) this.rest();
    }
  }

  private cancel(): void {
    this.under_way?.abort();
    this.rest();
    this.say(text('studio.buying_canceled'));
    this.button.focus();
  }

  private rest(): void {
    this.under_way = undefined;
    this.progress.show(undefined);
    this.button.removeAttribute('aria-disabled');
  }

  private show(words: TextKey, done: number): void {
    this.say(text(words));
    this.progress.show(done);
  }

  // What was chosen when the button was pressed, whatever is chosen meanwhile.
  private async put_into_cart({ photo, photo_id, recipe_json, approve }: Work, { catalog, product, variant, quantity }: Choice, signal: AbortSignal): Promise<void> {
    this.show('studio.painting_now', kPaintingDone);
    this.status.scrollIntoView({ block: 'nearest' }); // below the button, and so perhaps below the window
    const { sha256, thumbnail } = await approve();
    signal.throwIfAborted();
    const draft = { photo, recipe_json, scene: kSceneId, preview_sha256: sha256, print_spec: product.print_spec, photo_id };
    const design_id = await this.saver.save(draft, (stage) => this.show(kStages[stage].words, kStages[stage].done), signal);
    const label = variant_label(variant);
    const added = browser_cart.add({
      design_id, variant_sku: variant.sku, quantity, thumbnail, product_name: product.name, variant_label: label,
    });
    if (added === undefined) throw new Error(text('studio.no_room_for_cart'));
    const price = in_units(variant.price_minor);
    if (added > 0) count('add_to_cart', {
      currency: catalog.currency, value: in_units(variant.price_minor * added),
      items: [{ item_id: variant.sku, item_name: product.name, item_variant: label, price, quantity: added }],
    });
    const words = added > 0 ? text('studio.added', { quantity: added, product: product.name, variant: label }) : '';
    this.say(added < quantity ? `${words} ${text('studio.line_is_full', { most: kMaxQuantity })}`.trim() : words);
    by_id('added').hidden = false;
    by_id('added').scrollIntoView({ block: 'nearest' });
    show_cart_count();
  }

  // Only what the customer had asked for: what was changed meanwhile waits for a new word.
  private fulfil(wish: Wish): void {
    const [work, choice] = [this.work(), this.choice()];
    if (work && choice && JSON.stringify(wish_of(work, choice)) === JSON.stringify(wish)) void this.buy();
    else this.say(text('keep.back'));
  }
}

function wish_of({ photo_id, recipe_json }: Work, { variant, quantity }: Choice): Wish {
  return { photo_id, recipe_json, variant_sku: variant.sku, quantity };
}
