import type { CartQuote } from '../api/types';
import { by_id } from '../dom';
import { format_money } from '../money';
import { text, type TextKey } from '../text/text';

const kProblems: Record<string, TextKey> = {
  unknown: 'cart.promotion_unknown',
  not_yet: 'cart.promotion_not_yet',
  ended: 'cart.promotion_ended',
  used_up: 'cart.promotion_used_up',
  needs_email: 'cart.promotion_email',
  used_by_email: 'cart.promotion_used_by_email',
  other_products: 'cart.promotion_other_products',
  below_minimum: 'cart.promotion_below_minimum',
};

// What became of the promotion code, in words; empty without one.
export function promotion_words(quote: CartQuote): string {
  if (quote.promotion) return text('cart.promotion_taken', quote.promotion);
  const key = kProblems[quote.promotion_problem_code ?? ''];
  return key ? text(key) : quote.promotion_problem ?? '';
}

function shipping_words(quote: CartQuote, country: string): string {
  if (quote.shipping_minor === null) return text(country ? 'cart.not_shipped' : 'cart.shipping_later');
  return quote.shipping_minor === 0 ? text('cart.shipping_free') : format_money(quote.shipping_minor, quote.currency);
}

// The sums below the cart: what the shop says, or nothing while it is being asked.
export function show_sums(quote: CartQuote | undefined, country: string): void {
  const money = (minor: number): string => (quote ? format_money(minor, quote.currency) : '–');
  by_id('cart-subtotal').textContent = money(quote?.subtotal_minor ?? 0);
  by_id('cart-total').textContent = money(quote?.total_minor ?? 0);
  by_id('cart-discount-row').hidden = !quote || quote.discount_minor === 0;
  by_id('promotion-email-row').hidden = quote?.promotion_problem_code !== 'needs_email' && by_id<HTMLInputElement>('promotion-email').value === '';
  if (!quote) return;
  by_id('cart-discount').textContent = format_money(-quote.discount_minor, quote.currency);
  by_id('cart-discount-name').textContent = quote.promotion ? text('cart.discount_with', { code: quote.promotion.code }) : text('cart.discount');
  by_id('cart-shipping').textContent = shipping_words(quote, country);
  const note = by_id('promotion-note');
  note.textContent = promotion_words(quote);
  note.classList.toggle('is-problem-text', quote.promotion_problem !== null);
}
