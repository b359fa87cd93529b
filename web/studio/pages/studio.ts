import { asked_for, forget_in_address } from '../address';
import { Api } from '../api/client';
import { by_id } from '../dom';
import { kSceneId } from '../engine/engine';
import { Command } from '../engine/fields';
import { type ChosenPhoto, start_intake } from '../intake/intake';
import type { Kept } from '../keep/autosave';
import { Beginning, photo_of } from '../keep/beginning';
import type { KeptChoice } from '../keep/draft_store';
import { Keeper, replay } from '../keep/keeper';
import { local_storage } from '../local_storage';
import { work_offline } from '../offline/register';
import { Buying, type Work } from '../order/buying';
import { Choice } from '../order/choice';
import { OrderPanel } from '../order/order_panel';
import { first_recipe } from '../placing/first_recipe';
import { PlainStudio } from '../plain/plain_studio';
import { ShareLinks } from '../share/share_links';
import { SharePanel } from '../share/share_panel';
import { said, text } from '../text/text';
import { Session } from '../workplace/session';
import { finder, load_ahead, say_whether_it_starts, sentence_of, type Workplace, workplace } from '../workplace/workplace';

const kProduct = 'product'; // the part of an address that names one

const api = new Api();
const keeper = new Keeper();
const beginning = new Beginning(api, keeper);
const notice = by_id('photo-notice');
const before = by_id('photo-before');
const buying = new Buying(api, work_in_hand, () => choice);

let session: Session | undefined;
let painted_by_shop: PlainStudio | undefined;
let plain: PlainStudio | undefined; // the same, once the customer has agreed: instead of a session
let photo: ChosenPhoto | undefined;
let choice: Choice | undefined;
let panel: OrderPanel | undefined;
let wanted: KeptChoice | undefined; // until the catalog is there

// Counts what was picked or dropped: a photo that opens late must not talk over what was said of a later one.
let picks = 0;
// Counts the photos that were opened: one may come while another's pet is looked for.
let opened = 0;

function say(words: string, kind: 'info' | 'problem' = 'info'): void {
  notice.textContent = words;
  notice.classList.toggle('is-problem', kind === 'problem');
}

// `kept`: what had been made of it before; `words` then say that it is there. Gives whether it is open now.
async function take_photo(chosen: ChosenPhoto, kept?: Kept, words?: string): Promise<boolean> {
  const pick = picks;
  let place: Workplace;
  try {
    place = await workplace();
  } catch {
    if (navigator.onLine) return take_plainly(chosen, pick, kept);
    say(text(kept ? 'studio.not_loaded_kept' : 'studio.not_loaded'), 'problem');
    return false;
  }
  if (plain) return take_plainly(chosen, pick, kept);
  const { engine: loaded, painter } = place;
  try {
    const opening = painter.open_photo(chosen.bytes);
    if (!kept) finder.prepare();
    loaded.prepare();
    const copy = await opening;
    const turn = ++opened;
    photo = undefined; // the painter has another one than the page now: nothing to be bought
    enable_buying();
    const first = await first_recipe(finder, copy, kept);
    if (turn !== opened) return false; // the newer one has the word
    if (copy) loaded.show_photo(copy);
    if (first) loaded.begin_with(first);
  } catch (error) {
    say(sentence_of(error), 'problem');
    return false;
  }
  begin_with(chosen, kept);
  if (kept) replay(loaded, kept.steps, Command.undo); // before the page looks at the recipe
  by_id('crop').style.aspectRatio = `${loaded.raw._studio_photo_width()} / ${loaded.raw._studio_photo_height()}`;
  show_work();
  session ??= new Session(place, keeper);
  session.begin(chosen);
  show_product();
  const ready = `${chosen.remark ?? ''}${text('studio.drag_oval')}`;
  if (pick === picks) say(kept ? words ?? text('keep.restored') : ready);
  return true;
}

// Where the module does not run, or did not arrive whole: the shop paints the preview, if the customer agrees.
async function take_plainly(chosen: ChosenPhoto, pick: number, kept?: Kept): Promise<boolean> {
  say('');
  painted_by_shop ??= new PlainStudio(api, kSceneId, by_id<HTMLCanvasElement>('painting'), {
    changed: (recipe_json) => keeper.change_plainly(recipe_json),
    painted: say_whether_it_starts,
  });
  const recipe_before = kept?.steps.recipes[kept.steps.at];
  try {
    if (!await painted_by_shop.open(chosen, recipe_before)) return false;
  } catch (error) {
    if (pick === picks) say(said((error as Error).message), 'problem');
    return false;
  }
  if (session) return false; // the module came after all, with another photo
  plain = painted_by_shop;
  say_whether_it_starts(true);
  document.body.classList.add('is-plain');
  begin_with(chosen, kept);
  // As it was made, with what cannot be shown here: only a change here makes it a plain one.
  keeper.change_plainly(recipe_before ?? plain.recipe_json());
  show_work();
  show_product();
  return true;
}

function begin_with(chosen: ChosenPhoto, kept?: Kept): void {
  photo = chosen;
  keeper.open(chosen, kept);
  buying.begin_anew();
  before.hidden = !keeper.has_before();
}

// To the photo that this one took the place of, as it was left.
async function go_back(): Promise<void> {
  const pick = ++picks;
  say(text('studio.opening'));
  const kept = await keeper.before();
  if (pick !== picks) return;
  before.hidden = !keeper.has_before();
  if (!kept) return say(text('keep.none_before'), 'problem');
  if (await take_photo(photo_of(kept), kept)) want(kept.choice);
}

function show_work(): void {
  document.body.classList.add('has-photo');
  by_id('studio-work').hidden = false;
  enable_buying();
}

function show_product(): void {
  if (choice) (plain ?? session)?.show_product(choice);
}

function enable_buying(): void {
  buying.enable(photo !== undefined && choice !== undefined);
}

// The module's picture, or the shop's.
function work_in_hand(): Work | undefined {
  if (!photo) return undefined;
  const photo_id = keeper.photo_id();
  if (plain) {
    const [shop, recipe_json] = [plain, plain.recipe_json()];
    return { photo, photo_id, recipe_json, approve: () => shop.approve(recipe_json) };
  }
  if (!session) return undefined;
  const { engine, painting } = session;
  const recipe_json = engine.recipe_json();
  return { photo, photo_id, recipe_json, approve: () => painting.approve(recipe_json) };
}

function want(kept: KeptChoice | undefined): void {
  wanted = kept;
  apply_wanted();
}

// What the picture was for, if that is still sold.
function apply_wanted(): void {
  if (!choice || !wanted) return;
  choice.choose_variant(wanted.variant_sku);
  choice.quantity = wanted.quantity;
  wanted = undefined;
  panel?.show();
  show_product();
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
    buying.say(text('studio.products_not_loaded'), true);
    retry.hidden = false;
    return;
  }
  buying.say('');
  choice.choose_product(asked_for(kProduct) ?? '');
  const chosen = choice;
  keeper.choose(chosen);
  panel = new OrderPanel(chosen, (what) => {
    keeper.choose(chosen);
    if (what !== 'product') return;
    forget_in_address(kProduct); // the customer's own choice is newer
    show_product();
  });
  by_id('order-options').hidden = false;
  show_product();
  enable_buying();
}

start_intake({
  on_picked: () => {
    ++picks;
    say(text('studio.opening'));
  },
  on_photo: (chosen) => void take_photo(chosen),
  on_refused: (message) => {
    ++picks;
    say(message, 'problem');
  },
  on_stopped: () => say(''),
});
before.addEventListener('click', () => void go_back());
by_id('catalog-retry').addEventListener('click', () => void load_catalog());
new SharePanel(api, new ShareLinks(local_storage(), () => Date.now()), () => session && photo && {
  photo, recipe_json: session.engine.recipe_json(), scene: kSceneId, variant_sku: choice?.variant.sku, quantity: choice?.quantity ?? 1,
});
work_offline();
void load_catalog();
void beginning.begin({
  is_taken: () => picks > 0,
  say,
  want,
  take: take_photo,
});
load_ahead();
