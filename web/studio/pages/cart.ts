import './site';
import { count_checkout, in_units } from '../analytics/page_analytics';
import { Api, ProblemError } from '../api/client';
import type { CartQuote, CartTerms, Catalog } from '../api/types';
import { browser_cart, show_cart_count } from '../cart/browser_cart';
import type { CartItem } from '../cart/cart';
import { cart_line } from '../cart/cart_line';
import { country_to_begin_with, remember_country } from '../cart/ship_to';
import { show_sums } from '../cart/sums';
import { by_id, element } from '../dom';
import { local_storage } from '../local_storage';
import { work_offline } from '../offline/register';
import { find_variant } from '../order/choice';
import { text } from '../text/text';

const api = new Api();
const status = by_id('cart-status');
const checkout_button = by_id<HTMLButtonElement>('checkout');
const lines = by_id('cart-lines');
const code = by_id<HTMLInputElement>('promotion-code');
const email = by_id<HTMLInputElement>('promotion-email');
const country = by_id<HTMLSelectElement>('ship-to');
let catalog: Catalog | undefined;
let quote: CartQuote | undefined; // of the cart as it is shown
let quotes = 0;
let running = false;
let removed: { index: number; item: CartItem } | undefined;

function say(words: string, problem = false): void {
  status.textContent = words;
  status.classList.toggle('is-problem', problem);
}

function terms(): CartTerms {
  const { promotion_code } = browser_cart.read();
  return {
    ...(promotion_code ? { promotion_code } : {}),
    ...(email.value ? { email: email.value.trim() } : {}),
    ...(country.value ? { country: country.value } : {}),
  };
}

const ordered = () => browser_cart.read().items.map(({ design_id, variant_sku, quantity }) => ({ design_id, variant_sku, quantity }));

// What is focused in a line, as it is found again in the line that takes its place.
function focused_in_lines(): (() => void) | undefined {
  const held = document.activeElement;
  const at = [...lines.children].findIndex((line) => line.contains(held));
  const kind = ['is-less', 'is-more', 'quantity-input', 'cart-remove'].find((one) => held?.classList.contains(one));
  return kind && at >= 0 ? () => lines.children[at]?.querySelector<HTMLElement>(`.${kind}:enabled`)?.focus({ preventScroll: true }) : undefined;
}

function show(): void {
  const { items } = browser_cart.read();
  const focus_again = focused_in_lines();
  by_id('cart-empty').hidden = items.length > 0;
  by_id('cart-full').hidden = items.length === 0;
  by_id('cart-undo').hidden = removed === undefined;
  show_cart_count();
  const prices = catalog;
  lines.replaceChildren(...items.map((item, index) => cart_line(item, prices && find_variant(prices, item.variant_sku), prices?.currency, {
    set_quantity: (quantity, control) => {
      browser_cart.set_quantity(index, quantity);
      change();
      const line = lines.children[index];
      // At the end of the range the other button; the number would open a phone's keyboard.
      (line?.querySelector<HTMLElement>(`${control}:enabled`) ?? line?.querySelector<HTMLElement>('.step:enabled'))?.focus();
    },
    remove: () => remove(index, item),
  })));
  focus_again?.();
  show_quote();
}

function remove(index: number, item: CartItem): void {
  browser_cart.remove(index);
  removed = { index, item };
  change();
  say(text('cart.removed'));
  (lines.querySelectorAll<HTMLElement>('.cart-remove')[index] ?? by_id('cart-undo')).focus();
}

function put_back(): void {
  if (!removed) return;
  const { index, item } = removed;
  removed = undefined;
  browser_cart.put_back(index, item);
  say('');
  change();
  lines.querySelectorAll<HTMLElement>('.cart-remove')[index]?.focus();
}

function show_quote(): void {
  show_sums(quote, country.value);
  checkout_button.disabled = running || !quote || browser_cart.count() === 0;
}

// The cart is another one now, so is its price.
function change(): void {
  quote = undefined;
  show();
  void ask_price();
}

async function ask_price(): Promise<void> {
  const asked = ++quotes;
  const items = ordered();
  if (items.length === 0) return;
  try {
    const answer = await api.quote(browser_cart.read().cart_id, items, terms());
    if (asked !== quotes) return; // a newer question is under way
    quote = answer;
    by_id('cart-retry').hidden = true;
  } catch (error) {
    if (asked !== quotes) return;
    say(error instanceof Error ? error.message : text('cart.prices_not_loaded'), true);
    by_id('cart-retry').hidden = false;
  }
  show_quote();
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
  change();
}

// A cart that is already paid: its order, and a way to begin anew.
function offer_order(order_url: string): void {
  const empty = element('button', { type: 'button', class: 'button is-quiet' }, text('cart.empty_it'));
  empty.addEventListener('click', () => {
    browser_cart.empty();
    by_id('cart-paid').replaceChildren();
    say(text('cart.is_empty_again'));
    change();
  });
  by_id('cart-paid').replaceChildren(element('a', { href: order_url, class: 'button' }, text('cart.see_order')), empty);
}

function tell_checkout(charged: CartQuote): void {
  count_checkout({
    currency: charged.currency, value: in_units(charged.total_minor),
    items: browser_cart.read().items.map((item) => ({
      item_id: item.variant_sku, item_name: item.product_name, item_variant: item.variant_label, quantity: item.quantity,
    })),
  });
}

// What is wrong with one of several lines names the line.
function in_words(error: ProblemError): string {
  const line = /^items\[(\d+)\]/.exec(error.problem.errors?.[0]?.field ?? '');
  const item = line && browser_cart.read().items[Number(line[1])];
  return item ? `${item.product_name}, ${item.variant_label}: ${error.message}` : error.message;
}

function refused(error: unknown): void {
  if (!(error instanceof ProblemError)) return say(error instanceof Error ? error.message : text('cart.failed'), true);
  const { order_url, quote: quote_now } = error.problem;
  if (order_url) {
    say(text('cart.already_paid'));
    offer_order(order_url);
  } else if (quote_now) {
    quote = quote_now; // shown first, charged after the next press
    say(text('cart.changed'), true);
  } else {
    say(in_words(error), true);
  }
}

// The payment page takes the country that shipping was priced for, so it must be known before.
function ask_country(): void {
  say(text('cart.choose_country'), true);
  country.setAttribute('aria-invalid', 'true');
  country.focus();
}

async function checkout(): Promise<void> {
  if (running || !quote) return;
  if (!country.value) return ask_country();
  running = true;
  show_quote();
  say(text('cart.to_payment'));
  try {
    tell_checkout(quote);
    const agreed = quote.promotion ? terms() : { country: country.value };
    const started = await api.create_checkout(browser_cart.read().cart_id, ordered(), agreed, {
      expected_total_minor: quote.subtotal_minor - quote.discount_minor,
      ...(quote.shipping_minor === null ? {} : { expected_shipping_minor: quote.shipping_minor }),
    });
    location.assign(started.url);
    return; // stays disabled until the page has gone
  } catch (error) {
    refused(error);
  }
  running = false;
  show_quote();
}

checkout_button.addEventListener('click', () => void checkout());
by_id('cart-retry').addEventListener('click', () => void load_prices());
by_id('cart-undo').addEventListener('click', put_back);
by_id('promotion').addEventListener('submit', (event) => {
  event.preventDefault();
  browser_cart.set_promotion_code(code.value.trim());
  change();
});
country.addEventListener('change', () => {
  remember_country(local_storage(), country.value);
  if (country.hasAttribute('aria-invalid')) say(''); // what was said of the country before
  country.removeAttribute('aria-invalid');
  change();
});
window.addEventListener('online', () => void load_prices());
window.addEventListener('storage', change);
// Back from the payment page: the browser may show this very page again, frozen as it was left.
window.addEventListener('pageshow', (event) => {
  if (!event.persisted) return;
  running = false;
  say('');
  change();
});
code.value = browser_cart.read().promotion_code ?? '';
country.value = country_to_begin_with(local_storage(), [...country.options].map(({ value }) => value), navigator.languages);
show();
void load_prices();
work_offline();
