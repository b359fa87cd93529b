import { bought_pictures } from '../../../web/studio/cart/bought_pictures';
import type { CartContents } from '../../../web/studio/cart/cart';
import { MemoryStorage } from './memory_storage';

function cart(cart_id: string, ...thumbnails: string[]): CartContents {
  return {
    cart_id,
    items: thumbnails.map((thumbnail, n) => ({ design_id: `d${n}`, variant_sku: 'tee-white-m', quantity: 1, thumbnail, product_name: 'Tee', variant_label: 'White / M' })),
  };
}
const [FOX, CAT] = ['data:image/jpeg;base64,Zm94', 'data:image/jpeg;base64,Y2F0'];
const nothing = cart('another');
let tab: MemoryStorage;
beforeEach(() => { tab = new MemoryStorage(); });

test('what was bought is shown, the same picture on two products once', () => {
  expect(bought_pictures(cart('c1', FOX, FOX, CAT), 'c1', tab)).toEqual([FOX, CAT]);
});

test('a reload still shows it, though the cart is empty by then', () => {
  bought_pictures(cart('c1', FOX), 'c1', tab);
  expect(bought_pictures(nothing, 'c1', tab)).toEqual([FOX]);
});

test('the page of another order does not', () => {
  bought_pictures(cart('c1', FOX), 'c1', tab);
  expect(bought_pictures(nothing, 'c2', tab)).toEqual([]);
});

test('a new cart that is being filled is not what was bought', () => {
  expect(bought_pictures(cart('new', CAT), 'c1', tab)).toEqual([]);
});

test('only pictures that the studio made are shown, and four at most', () => {
  const pictures = bought_pictures(cart('c1', 'https://example.com/spy.png', '', FOX, CAT, `${FOX}1`, `${FOX}2`, `${FOX}3`), 'c1', tab);
  expect(pictures).toEqual([FOX, CAT, `${FOX}1`, `${FOX}2`]);
});

test('a full storage costs only the memory of it', () => {
  tab.full = true;
  expect(bought_pictures(cart('c1', FOX), 'c1', tab)).toEqual([FOX]);
});
