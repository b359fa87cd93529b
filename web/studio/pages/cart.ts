import './site';
import { count_checkout, in_units } from '../analytics/page_analytics';
import { Api, ProblemError } from '../api/client';
import type { Catalog } from '../api/types';
import { browser_cart, show_cart_count } from '../cart/browser_cart';
import { cart_line } from '../cart/cart_line';
import { by_id, element } from '../dom';
import { format_money } from '../money';
import { work_offline } from '../offline/register';
import { find_variant } from '../order/choice';
import { text } from '../text/text';

const api = new Api();
const status = by_id('cart-status');
const checkout_button = by_id<HTMLButtonElement>('checkout');
const lines = by_id('cart-lines');
let catalog: Catalog | undefined;
let running = false;

function say(words: string, problem = false): void {
  status.textContent = words;
  status.classList.toggle('is-problem', problem);
}

function show(): void {
  const { items } = browser_cart.read();
  by_id('cart-empty').hidden = items.length > 0;
  by_id('cart-full').hidden = items.length === 0;
  show_cart_count();
  const prices = catalog;
  lines.replaceChildren(...items.map((item, index) => cart_line(item, prices && find_variant(prices, item.variant_sku), prices?.currency, {
    set_quantity: (quantity) => {
      browser_cart.set_quantity(index, quantity);
      show();
      lines.querySelectorAll<HTMLInputElement>('input')[index]?.focus();
    },
    remove: () => {
      browser_cart.remove(index);
      show();
      say(text('cart.removed'));
      (lines.querySelectorAll<HTMLElement>('.cart-remove')[index] ?? by_id('cart-heading')).focus();
    },
  })));
  show_total();
}

function show_total(): void {
  const { items } = browser_cart.read();
  let total = 0;
  let all_sold = catalog !== undefined;
  for (const item of items) {
    const found = catalog && find_variant(catalog, item.variant_sku);
    if (found) total += found.variant.price_minor * item.quantity;
    else all_sold = false;
  }
  by_id('cart-total').textContent = catalog && all_sold ? format_money(total, catalog.currency) : '–';
  checkout_button.disabled = running || !all_sold || items.length === 0;
}

async function load_prices(): Promise<void> {
  try {
    catalog = await api.catalog();
  } catch (error) {
    say(error instanceof Error ? error.message : text('cart.prices_not_loaded'), true);
    by_id('cart-retry').hidden = false;
    return;
  }
  by_id('cart-retry').hidden = true;
  say('');
  show();
}

// A cart that is already paid: its order, and a way to begin anew.
function offer_order(order_url: string): void {
  const empty = element('button', { type: 'button', class: 'button is-quiet' }, text('cart.empty_it'));
  empty.addEventListener('click', () => {
    browser_cart.empty();
    by_id('cart-paid').replaceChildren();
    say(text('cart.is_empty_again'));
    show();
  });
  by_id('cart-paid').replaceChildren(element('a', { href: order_url, class: 'button' }, text('cart.see_order')), empty);
}

function tell_checkout(): void {
  if (!catalog) return;
  const sold = browser_cart.read().items.map((item) => ({
    item_id: item.variant_sku, item_name: item.product_name, item_variant: item.variant_label, quantity: item.quantity,
    price: in_units(find_variant(catalog!, item.variant_sku)?.variant.price_minor ?? 0),
  }));
  const value = sold.reduce((sum, { price, quantity }) => sum + price * quantity, 0);
  count_checkout({ currency: catalog.currency, value, items: sold });
}

async function checkout(): Promise<void> {
  if (running) return;
  running = true;
  show_total();
  say(text('cart.to_payment'));
  try {
    const { cart_id, items } = browser_cart.read();
    const wanted = items.map(({ design_id, variant_sku, quantity }) => ({ design_id, variant_sku, quantity }));
    tell_checkout();
    const started = await api.create_checkout(cart_id, wanted);
    location.assign(started.url);
    return; // stays disabled until the page has gone
  } catch (error) {
    if (error instanceof ProblemError && error.problem.order_url) {
      say(text('cart.already_paid'));
      offer_order(error.problem.order_url);
    } else {
      say(error instanceof Error ? error.message : text('cart.failed'), true);
    }
  }
  running = false;
  show_total();
}

checkout_button.addEventListener('click', () => void checkout());
by_id('cart-retry').addEventListener('click', () => void load_prices());
window.addEventListener('storage', show);
// Back from the payment page: the browser may show this very page again, frozen as it was left.
window.addEventListener('pageshow', (event) => {
  if (!event.persisted) return;
  running = false;
  say('');
  show();
});
show();
void load_prices();
work_offline();
