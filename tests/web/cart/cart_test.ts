import { Cart, type CartItem, kMaxQuantity } from '../../../web/studio/cart/cart';
import { MemoryStorage } from './memory_storage';

function item(design_id = 'd1', variant_sku = 'tee-white-m', quantity = 1): CartItem {
  return { design_id, variant_sku, quantity, thumbnail: 'data:image/png;base64,', product_name: 'Tee', variant_label: 'White / M' };
}

let storage: MemoryStorage;
let ids: number;
let cart: Cart;
beforeEach(() => {
  storage = new MemoryStorage();
  ids = 0;
  cart = new Cart(storage, () => `cart-${++ids}`);
});

test('a first item gives the cart its id, and the id stays', () => {
  cart.add(item());
  const { cart_id } = cart.read();
  cart.add(item('d2'));
  expect(cart.read().cart_id).toBe(cart_id);
  expect(cart.count()).toBe(2);
});

test('the same design on the same variant becomes one line', () => {
  cart.add(item('d1', 'tee-white-m', 2));
  cart.add(item('d1', 'tee-white-m', 3));
  expect(cart.read().items.map((one) => one.quantity)).toEqual([5]);
});

test('a line that is full takes no more, and it is said how many went in', () => {
  expect(cart.add(item('d1', 'tee-white-m', 15))).toBe(15);
  expect(cart.add(item('d1', 'tee-white-m', 15))).toBe(kMaxQuantity - 15);
  expect(cart.add(item('d1', 'tee-white-m', 15))).toBe(0);
  expect(cart.count()).toBe(kMaxQuantity);
});

test('the same design on another variant is a line of its own', () => {
  cart.add(item('d1', 'tee-white-m'));
  cart.add(item('d1', 'tee-black-m'));
  expect(cart.read().items).toHaveLength(2);
});

test.each([[0, 1], [-3, 1], [10000, kMaxQuantity], [2.6, 3]])('a quantity of %d becomes %d', (wanted, kept) => {
  cart.add(item());
  cart.set_quantity(0, wanted);
  expect(cart.read().items[0]?.quantity).toBe(kept);
});

test('a quantity that is no number changes nothing', () => {
  cart.add(item('d1', 'tee-white-m', 4));
  cart.set_quantity(0, Number.NaN);
  expect(cart.read().items[0]?.quantity).toBe(4);
});

test('adding to a full storage says so and keeps what was there', () => {
  cart.add(item());
  storage.full = true;
  expect(cart.add(item('d2'))).toBeUndefined();
  expect(cart.read().items).toHaveLength(1);
});

test.each(['', 'null', '{"items":3}', '{"cart_id":"a","items":[{"design_id":1}]}', '{"cart_id":"a","items":[{"design_id":"d","variant_sku":"v","quantity":9999}]}'])(
  'a damaged cart (%s) is an empty one',
  (stored) => {
    storage.values.set('picasso-pet.cart', stored);
    expect(cart.read().items).toEqual([]);
  },
);

test('after the order is placed its cart is emptied, and the next one has a new id', () => {
  cart.add(item());
  const { cart_id } = cart.read();
  expect(cart.finish(cart_id)).toBe(true);
  expect(cart.count()).toBe(0);
  cart.add(item());
  expect(cart.read().cart_id).not.toBe(cart_id);
});

test('an old thank-you page does not empty a newer cart', () => {
  cart.add(item());
  const { cart_id } = cart.read();
  cart.finish(cart_id);
  cart.add(item('d9'));
  expect(cart.finish(cart_id)).toBe(false);
  expect(cart.count()).toBe(1);
});
