import type { Catalog } from '../../../web/studio/api/types';
import { Choice, find_variant, variant_label } from '../../../web/studio/order/choice';

function catalog(): Catalog {
  const variant = (sku: string, color: string, size: string, price_minor = 2900) => ({ sku, color, size, color_hex: '#ffffff', price_minor });
  return {
    currency: 'USD',
    products: [
      { sku: 'tee', name: 'Tee', description: '', print_spec: 'tee', placement: 'default', price_minor: 2900, variants: [
        variant('tee-white-m', 'White', 'M'), variant('tee-white-l', 'White', 'L'), variant('tee-black-m', 'Black', 'M')] },
      { sku: 'hat', name: 'Cap', description: '', print_spec: 'hat', placement: 'default', price_minor: 2700, variants: [variant('hat-black', 'Black', 'One size', 2700)] },
    ],
  };
}

test('the first variant of the first product is chosen to begin with', () => {
  expect(new Choice(catalog()).variant.sku).toBe('tee-white-m');
});

test('a new colour keeps the size where that is sold', () => {
  const choice = new Choice(catalog());
  choice.choose_color('Black');
  expect(choice.variant.sku).toBe('tee-black-m');
});

test('a new colour without the size takes what there is', () => {
  const choice = new Choice(catalog());
  choice.choose_size('L');
  choice.choose_color('Black');
  expect(choice.variant.sku).toBe('tee-black-m');
  expect(choice.sizes).toEqual(['M']);
});

test('another product keeps the colour where that is sold', () => {
  const choice = new Choice(catalog());
  choice.choose_product('hat');
  choice.choose_product('tee');
  expect(choice.variant.color).toBe('Black');
});

test('an unknown product or size changes nothing', () => {
  const choice = new Choice(catalog());
  choice.choose_product('mug');
  choice.choose_size('XXS');
  expect(choice.variant.sku).toBe('tee-white-m');
});

test('an empty catalog is an error, not a blank page', () => {
  expect(() => new Choice({ currency: 'USD', products: [] })).toThrow();
});

test('a variant is found with its product, or not at all', () => {
  expect(find_variant(catalog(), 'hat-black')?.product.sku).toBe('hat');
  expect(find_variant(catalog(), 'gone')).toBeUndefined();
  expect(variant_label(catalog().products[0]!.variants[0]!)).toBe('White / M');
});
