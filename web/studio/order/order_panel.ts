import { by_id, element } from '../dom';
import { format_money } from '../money';
import { text } from '../text/text';
import { kMaxQuantity } from '../cart/cart';
import { swatch } from './swatch';
import type { Choice } from './choice';

type Group = { root: HTMLElement; name: string };

// The product, colour, size and quantity controls, and the price. Real radio buttons, real number field.
export class OrderPanel {
  private readonly products: Group = { root: by_id('choose-product'), name: 'product' };
  private readonly colors: Group = { root: by_id('choose-color'), name: 'color' };
  private readonly sizes: Group = { root: by_id('choose-size'), name: 'size' };
  private readonly quantity = by_id<HTMLInputElement>('quantity');

  constructor(
    private readonly choice: Choice,
    private readonly changed: (what: 'product' | 'quantity') => void,
  ) {
    this.quantity.max = String(kMaxQuantity);
    this.quantity.addEventListener('change', () => this.set_quantity(this.quantity.valueAsNumber));
    by_id('quantity-less').addEventListener('click', () => this.set_quantity(choice.quantity - 1));
    by_id('quantity-more').addEventListener('click', () => this.set_quantity(choice.quantity + 1));
    this.show();
  }

  show(): void {
    const { choice } = this;
    const { currency } = choice.catalog;
    const products = choice.catalog.products.filter((product) => product.variants.length > 0);
    this.fill(this.products, products.map((product) => ({
      value: product.sku, text: product.name, note: format_money(product.price_minor, currency),
    })), choice.product.sku, (sku) => choice.choose_product(sku));
    this.fill(this.colors, choice.colors.map((color) => ({ value: color.name, text: color.name, color: color.hex })),
      choice.variant.color, (color) => choice.choose_color(color));
    this.fill(this.sizes, choice.sizes.map((size) => ({ value: size, text: size })), choice.variant.size,
      (size) => choice.choose_size(size));
    this.quantity.value = String(choice.quantity);
    by_id('price').textContent = format_money(choice.variant.price_minor * choice.quantity, currency);
    by_id('price-each').textContent = choice.quantity > 1 ? text('studio.each', { price: format_money(choice.variant.price_minor, currency) }) : '';
  }

  private set_quantity(wanted: number): void {
    if (Number.isFinite(wanted)) this.choice.quantity = Math.min(kMaxQuantity, Math.max(1, Math.round(wanted)));
    this.show();
    this.changed('quantity');
  }

  private fill(
    group: Group,
    options: { value: string; text: string; note?: string; color?: string }[],
    chosen: string,
    choose: (value: string) => void,
  ): void {
    const focused = group.root.contains(document.activeElement);
    group.root.replaceChildren(...options.map((option) => {
      const input = element('input', {
        type: 'radio', name: group.name, value: option.value, class: 'choice-input', checked: option.value === chosen,
      });
      input.addEventListener('change', () => {
        choose(option.value);
        this.show();
        this.changed('product');
      });
      const face = element('span', { class: 'choice-face' });
      if (option.color) face.append(swatch(option.color));
      face.append(element('span', {}, option.text));
      if (option.note) face.append(element('span', { class: 'choice-note' }, option.note));
      return element('label', { class: 'choice' }, input, face);
    }));
    if (focused) group.root.querySelector<HTMLInputElement>('input:checked')?.focus();
  }
}
