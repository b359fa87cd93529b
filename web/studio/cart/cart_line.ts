import type { Product, Variant } from '../api/types';
import { element } from '../dom';
import { format_money } from '../money';
import { variant_label } from '../order/choice';
import { text } from '../text/text';
import { type CartItem, kMaxQuantity } from './cart';

interface LineActions {
  // `control` finds, in the line that is drawn anew, what was pressed.
  set_quantity(quantity: number, control: string): void;
  remove(): void;
}

function how_many(item: CartItem, what: { name: string; variant: string }, actions: LineActions): HTMLElement {
  const input = element('input', {
    type: 'number', min: '1', max: String(kMaxQuantity), step: '1', value: String(item.quantity), class: 'quantity-input',
    inputmode: 'numeric', 'aria-label': text('cart.quantity_of', what),
  });
  input.addEventListener('change', () => actions.set_quantity(input.valueAsNumber, '.quantity-input'));
  // A number that was just typed would draw the line anew when it loses the focus, and take the pressed button along.
  const keep_focus = (event: Event): void => event.preventDefault();
  const typed = (): number => (Number.isFinite(input.valueAsNumber) ? input.valueAsNumber : item.quantity);
  const step = (by: number, sign: string, kind: string, label: string): HTMLElement => {
    const wanted = item.quantity + by;
    const button = element('button', {
      type: 'button', class: `step ${kind}`, 'aria-label': label, disabled: wanted < 1 || wanted > kMaxQuantity,
    }, sign);
    button.addEventListener('mousedown', keep_focus);
    button.addEventListener('click', () => {
      const quantity = typed() + by;
      input.value = String(quantity); // nothing is left for it to report when the line goes
      actions.set_quantity(quantity, `.${kind}`);
    });
    return button;
  };
  const remove = element('button', { type: 'button', class: 'cart-remove', 'aria-label': text('cart.remove_what', what) }, text('cart.remove'));
  remove.addEventListener('mousedown', keep_focus);
  remove.addEventListener('click', actions.remove);
  return element('div', { class: 'cart-how-many' },
    element('div', { class: 'stepper' },
      step(-1, '\u2212', 'is-less', text('cart.one_less_of', what)), input, step(1, '+', 'is-more', text('cart.one_more_of', what))),
    remove);
}

// One line of the cart. The price is today's, from the catalog; never one that was stored. So are the names, which are in
// the page's language, whatever language the thing was put into the cart in.
export function cart_line(
  item: CartItem,
  found: { product: Product; variant: Variant } | undefined,
  currency: string | undefined,
  actions: LineActions,
): HTMLElement {
  const name = found?.product.name ?? item.product_name;
  const variant = found ? variant_label(found.variant) : item.variant_label;
  const price = element('span', { class: 'cart-price' });
  if (found && currency) {
    price.append(format_money(found.variant.price_minor * item.quantity, currency));
    if (item.quantity > 1) price.append(element('span', { class: 'cart-each' }, text('studio.each', { price: format_money(found.variant.price_minor, currency) })));
  }
  const thumbnail = item.thumbnail.startsWith('data:image/') ? item.thumbnail : '';
  return element('li', { class: 'cart-line' },
    element('img', { src: thumbnail, alt: text('cart.picture_alt'), width: '80', height: '96', class: 'cart-picture' }),
    element('div', { class: 'cart-what' }, element('strong', {}, name), element('span', { class: 'muted' }, currency && !found ? text('cart.not_sold') : variant)),
    price,
    how_many(item, { name, variant }, actions));
}
