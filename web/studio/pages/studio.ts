import './site';
import { count, in_units } from '../analytics/page_analytics';
import { Api, NetworkError } from '../api/client';
import { browser_cart, show_cart_count } from '../cart/browser_cart';
import { Controls } from '../controls/controls';
import { Touches } from '../controls/touches';
import { by_id, element } from '../dom';
import { CropSurface } from '../engine/crop_surface';
import { Engine, kSceneId } from '../engine/engine';
import { Command } from '../engine/fields';
import { make_painter } from '../engine/make_painter';
import type { Painter } from '../engine/painter';
import { type ChosenPhoto, start_intake } from '../intake/intake';
import { ShareLinks } from '../share/share_links';
import { SharePanel } from '../share/share_panel';
import type { Kept } from '../keep/autosave';
import { Beginning } from '../keep/beginning';
import type { KeptChoice } from '../keep/draft_store';
import { Keeper, replay } from '../keep/keeper';
import { work_offline } from '../offline/register';
import { local_storage } from '../local_storage';
import { Choice, variant_label } from '../order/choice';
import { OrderPanel } from '../order/order_panel';
import { WhenBack } from '../order/when_back';
import { PlainStudio } from '../plain/plain_studio';
import { DesignSaver, type Stage } from '../order/save_design';
import { Before } from '../preview/before';
import { Hints } from '../preview/hints';
import { Painting, thumbnail_of } from '../preview/painting';
import { ProductView } from '../preview/product_view';
import { Sharpness } from '../preview/sharpness';
import { said, text, type TextKey } from '../text/text';

const kStageText: Record<Stage, TextKey> = {
  sending: 'studio.stage_sending',
  checking: 'studio.stage_checking',
  rendering: 'studio.stage_rendering',
  waiting: 'studio.stage_waiting',
};

const api = new Api();
const saver = new DesignSaver(api);
const keeper = new Keeper();
const beginning = new Beginning(api, keeper);
const notice = by_id('photo-notice');
const order_status = by_id('order-status');
const add_button = by_id<HTMLButtonElement>('add-to-cart');

interface Session {
  engine: Engine;
  controls: Controls;
  painting: Painting;
  product_view: ProductView;
  sharpness: Sharpness;
  surface: CropSurface | undefined;
}

interface Workplace {
  engine: Engine;
  painter: Painter;
}

let loading: Promise<Workplace> | undefined;
let session: Session | undefined;
let painted_by_shop: PlainStudio | undefined;
let plain: PlainStudio | undefined; // the same, once the customer has agreed: instead of a session
let photo: ChosenPhoto | undefined;
let choice: Choice | undefined;
let panel: OrderPanel | undefined;
let wanted: KeptChoice | undefined; // until the catalog is there

// Counts what was picked or dropped: a photo that opens late must not talk over what was said of a later one.
let picks = 0;

function say(where: HTMLElement, words: string, kind: 'info' | 'problem' = 'info'): void {
  where.textContent = words;
  where.classList.toggle('is-problem', kind === 'problem');
}

// Without its modules, whole, there is no studio on this page: they were asked for twice, or there is no WebAssembly.
function say_whether_it_starts(starts: boolean): void {
  by_id('cannot-start').hidden = starts;
}

// Loads once, while the person reads; a failed load is tried again with the next photo.
function workplace(): Promise<Workplace> {
  loading ??= Engine.load().then((engine) => {
    say_whether_it_starts(true);
    return { engine, painter: make_painter(engine, hints) };
  }).catch((error: unknown) => {
    loading = undefined;
    say_whether_it_starts(false);
    throw error;
  });
  return loading;
}

// Only what is new is read aloud.
const hints = new Hints((lines) => {
  const list = by_id('hints');
  if (list.dataset['shown'] === lines.join()) return;
  list.dataset['shown'] = lines.join();
  list.replaceChildren(...lines.map((line) => element('li', {}, said(line))));
});

// The module's own memory errors say nothing to a customer.
function sentence_of(error: unknown): string {
  return error instanceof WebAssembly.RuntimeError || error instanceof RangeError || !(error instanceof Error)
    ? text('studio.photo_needs_memory')
    : said(error.message);
}

function open_session({ engine: loaded, painter }: Workplace): Session {
  let revision = -1;
  let was_busy = false;
  const changed = (busy: boolean): void => {
    controls.show_view();
    const now = loaded.raw._studio_revision();
    const let_go = was_busy && !busy;
    was_busy = busy;
    if (now === revision && !let_go) return;
    revision = now;
    controls.show(!busy);
    sharpness.show(!busy);
    if (!busy) touches.show(loaded.recipe());
    if (!busy) keeper.change(loaded);
    painting.follow(busy);
    before.refresh();
  };
  const changed_here = (): void => {
    if (!session) return;
    changed(false);
    session.surface?.invalidate();
  };
  const sharpness = new Sharpness(loaded);
  const controls = new Controls(loaded, changed_here, () => sharpness.describe());
  const touches = new Touches(loaded, changed_here);
  const before = new Before(loaded, by_id<HTMLCanvasElement>('before'), by_id<HTMLButtonElement>('before-toggle'));
  const matte = {
    show: (mask: ImageData) => {
      loaded.show_mask(mask);
      surface?.invalidate();
    },
    comes_first: () => touches.is_brushing,
  };
  const product_view = new ProductView(loaded, painter, by_id('mockup'), () => painting.is_painted);
  const painting: Painting = new Painting(loaded, painter, by_id<HTMLCanvasElement>('painting'), () => {
    hints.accept();
    product_view.refresh();
  }, (error) => hints.refuse(sentence_of(error)), matte);
  const measure = by_id('measure-toggle');
  measure.addEventListener('click', () => {
    const measured = measure.getAttribute('aria-pressed') !== 'true';
    measure.setAttribute('aria-pressed', String(measured));
    product_view.measure(measured);
  });
  const surface: CropSurface | undefined = CropSurface.open(loaded, '#crop', { changed, key: (event) => touches.key(event) });
  by_id('no-webgl').hidden = surface !== undefined;
  by_id('crop').hidden = surface === undefined;
  return { engine: loaded, controls, painting, product_view, sharpness, surface };
}

// `kept`: what had been made of it before; `words` then say that it is there.
async function take_photo(chosen: ChosenPhoto, kept?: Kept, words?: string): Promise<void> {
  const pick = picks;
  let place: Workplace;
  try {
    place = await workplace();
  } catch {
    if (navigator.onLine) return take_plainly(chosen, pick, kept);
    say(notice, text('studio.not_loaded'), 'problem');
    return;
  }
  if (plain) return take_plainly(chosen, pick, kept);
  const { engine: loaded, painter } = place;
  try {
    const opening = painter.open_photo(chosen.bytes);
    loaded.prepare();
    const copy = await opening;
    if (copy) loaded.show_photo(copy);
  } catch (error) {
    say(notice, sentence_of(error), 'problem');
    return;
  }
  photo = chosen;
  keeper.open(chosen);
  if (kept) replay(loaded, kept.steps, Command.undo); // before the page looks at the recipe
  by_id('crop').style.aspectRatio = `${loaded.raw._studio_photo_width()} / ${loaded.raw._studio_photo_height()}`;
  document.body.classList.add('has-photo');
  by_id('studio-work').hidden = false;
  session ??= open_session(place);
  hints.forget();
  session.painting.forget(chosen.chosen_at);
  session.product_view.forget();
  session.surface?.invalidate();
  session.painting.follow(false);
  session.controls.show(true);
  keeper.change(loaded);
  show_product();
  const ready = `${chosen.remark ?? ''}${text('studio.drag_oval')}`;
  if (pick === picks) say(notice, kept ? words ?? text('keep.restored') : ready);
  update_add_button();
}

function show_product(): void {
  if (!choice || !session) return;
  const { product, variant } = choice;
  session.sharpness.choose(choice.catalog.products, product);
  session.product_view.show(product.print_spec, variant.color_hex, text('studio.product_with_picture', { product: product.name, variant: variant_label(variant) }));
}

function update_add_button(): void {
  add_button.disabled = !photo || !choice;
}

// Where the module does not run, or did not arrive whole: the shop paints the preview, if the customer agrees.
async function take_plainly(chosen: ChosenPhoto, pick: number, kept?: Kept): Promise<void> {
  say(notice, '');
  painted_by_shop ??= new PlainStudio(api, kSceneId, by_id<HTMLCanvasElement>('painting'), {
    changed: (recipe_json) => keeper.change_plainly(recipe_json),
    painted: say_whether_it_starts,
  });
  try {
    await painted_by_shop.open(chosen, kept?.steps.recipes[kept.steps.at]);
  } catch (error) {
    if (pick === picks) say(notice, said((error as Error).message), 'problem');
    return;
  }
  if (session) return; // the module came after all, with another photo
  plain = painted_by_shop;
  say_whether_it_starts(true);
  document.body.classList.add('is-plain');
  photo = chosen;
  keeper.open(chosen);
  if (!kept) keeper.change_plainly(plain.recipe_json());
  document.body.classList.add('has-photo');
  by_id('studio-work').hidden = false;
  update_add_button();
}

// What can be put into the cart: the module's picture, or the shop's.
function work_in_hand(): { recipe_json: string; approve(): Promise<string> } | undefined {
  if (plain) return { recipe_json: plain.recipe_json(), approve: () => plain!.approve() };
  if (!session) return undefined;
  const { engine, painting } = session;
  const recipe_json = engine.recipe_json();
  return { recipe_json, approve: () => painting.approve(recipe_json) };
}

// What the picture was for, if that is still sold.
function apply_wanted(): void {
  if (!choice || !wanted) return;
  choice.choose_variant(wanted.variant_sku);
  choice.quantity = wanted.quantity;
  wanted = undefined;
  panel?.show();
  if (panel) keeper.choose(choice);
}

async function load_catalog(): Promise<void> {
  const retry = by_id<HTMLButtonElement>('catalog-retry');
  retry.hidden = true;
  try {
    const [catalog, kept] = await Promise.all([api.catalog(), beginning.choice()]);
    choice = new Choice(catalog);
    wanted ??= kept;
    apply_wanted();
  } catch {
    say(order_status, text('studio.products_not_loaded'), 'problem');
    retry.hidden = false;
    return;
  }
  say(order_status, '');
  choice.choose_product(new URLSearchParams(location.search).get('product') ?? '');
  const chosen = choice;
  keeper.choose(chosen);
  panel = new OrderPanel(chosen, (what) => {
    keeper.choose(chosen);
    if (what === 'product') show_product();
  });
  by_id('order-options').hidden = false;
  show_product();
  update_add_button();
}

async function add_to_cart(): Promise<void> {
  const work = work_in_hand();
  if (!work || !photo || !choice || add_button.getAttribute('aria-disabled') === 'true') return;
  const { product, variant, quantity } = choice;
  when_back.forget();
  add_button.setAttribute('aria-disabled', 'true');
  by_id('added').hidden = true;
  try {
    say(order_status, text('studio.painting_now'));
    const chosen = photo;
    const { recipe_json } = work;
    const preview_sha256 = await work.approve();
    const thumbnail = thumbnail_of(by_id<HTMLCanvasElement>('painting'));
    const draft = {
      photo: chosen, recipe_json, scene: kSceneId, preview_sha256, print_spec: product.print_spec, photo_id: keeper.photo_id(),
    };
    const design_id = await saver.save(draft, (stage) => say(order_status, text(kStageText[stage])));
    const kept = browser_cart.add({
      design_id, variant_sku: variant.sku, quantity, thumbnail, product_name: product.name, variant_label: variant_label(variant),
    });
    if (!kept) throw new Error(text('studio.no_room_for_cart'));
    count('add_to_cart', {
      currency: choice.catalog.currency, value: in_units(variant.price_minor * quantity),
      items: [{ item_id: variant.sku, item_name: product.name, item_variant: variant_label(variant), price: in_units(variant.price_minor), quantity }],
    });
    say(order_status, text('studio.added', { quantity, product: product.name, variant: variant_label(variant) }));
    by_id('added').hidden = false;
    show_cart_count();
  } catch (error) {
    const why = error instanceof Error ? error.message : new NetworkError().message;
    const waiting = error instanceof NetworkError && !navigator.onLine;
    if (waiting) when_back.remember({ recipe_json: work.recipe_json, variant_sku: variant.sku, quantity });
    say(order_status, waiting ? `${why} ${text('keep.waiting')}` : why, 'problem');
  } finally {
    add_button.removeAttribute('aria-disabled');
  }
}

// Only what the customer had asked for: what was changed meanwhile waits for a new word.
const when_back = new WhenBack<{ recipe_json: string; variant_sku: string; quantity: number }>(window, (wish) => {
  const same = work_in_hand()?.recipe_json === wish.recipe_json && choice?.variant.sku === wish.variant_sku && choice.quantity === wish.quantity;
  if (same) void add_to_cart();
  else say(order_status, text('keep.back'));
});

start_intake({
  on_picked: () => {
    ++picks;
    say(notice, text('studio.opening'));
  },
  on_photo: (chosen) => void take_photo(chosen),
  on_refused: (message) => {
    ++picks;
    say(notice, message, 'problem');
  },
  on_stopped: () => say(notice, ''),
});
add_button.addEventListener('click', () => void add_to_cart());
by_id('catalog-retry').addEventListener('click', () => void load_catalog());
new SharePanel(api, new ShareLinks(local_storage(), () => Date.now()), () => session && photo && {
  photo, recipe_json: session.engine.recipe_json(), scene: kSceneId, variant_sku: choice?.variant.sku, quantity: choice?.quantity ?? 1,
});
work_offline();
void load_catalog();
void beginning.begin({
  is_taken: () => picks > 0,
  say: (words, kind) => say(notice, words, kind),
  want: (kept) => {
    wanted = kept;
    apply_wanted();
  },
  take: take_photo,
});

// What the page shows comes first. The module comes while the person reads, or as soon as they reach for something.
const kReadingMs = 1000;
const idle = window.requestIdleCallback ?? ((run: () => void) => window.setTimeout(run, 300));
const load_ahead = (): void => void idle(() => void workplace().catch(() => undefined));
const load_later = (): void => void window.setTimeout(load_ahead, kReadingMs);
if (document.readyState === 'complete') load_later();
else window.addEventListener('load', load_later);
for (const reaching of ['pointerdown', 'keydown', 'dragenter']) window.addEventListener(reaching, load_ahead, { once: true });
