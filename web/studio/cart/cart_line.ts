import type { Product, Variant } from '../api/types';
import { element } from '../dom';
import { format_money } from '../money';
import { text } from '../text/text';
import { type CartItem, kMaxQuantity } from './cart';

interface LineActions {
  set_quantity(quantity: number): void;
  remove(): void;
}

// One line of the cart. The price is today's, from the catalog; never one that was stored.
export function cart_line(
  item: CartItem,
  found: { product: Product; variant: Variant } | undefined,
  currency: string | undefined,
  actions: LineActions,
): HTMLElement {
  const name = found?.product.name ?? item.product_name;
  const price = found && currency ? format_money(found.variant.price_minor * item.quantity, currency) : '';
  const note = currency && !found ? text('cart.not_sold') : item.variant_label;
  const quantity = element('input', {
    type: 'number', min: '1', max: String(kMaxQuantity), step: '1', value: String(item.quantity), class: 'quantity-input',
    inputmode: 'numeric', 'aria-label': text('cart.quantity_of', { name, variant: item.variant_label }),
  });
  quantity.addEventListener('change', () => actions.set_quantity(quantity.valueAsNumber));
  const remove = element('button', {
    type: 'button', class: 'cart-remove', 'aria-label': text('cart.remove_what', { name, variant: item.variant_label }),
  }, text('cart.remove'));
  remove.addEventListener('click', actions.remove);
  const thumbnail = item.thumbnail.startsWith('data:image/') ? item.thumbnail : '';
  return element('li', { class: 'cart-line' },
    element('img', { src: thumbnail, alt: text('cart.picture_alt'), width: '80', height: '96', class: 'cart-picture' }),
    element('div', { class: 'cart-what' }, element('strong', {}, name), element('span', { class: 'muted' }, note)),
    element('div', { class: 'cart-how-many' }, quantity, remove),
    element('span', { class: 'cart-price' }, price));
}
