import { new_id } from '../new_id';
import { local_storage } from '../local_storage';
import { Cart } from './cart';

export const browser_cart = new Cart(local_storage(), new_id);

// The number beside "Cart" in the header of every page.
export function show_cart_count(): void {
  const badge = document.getElementById('cart-count');
  if (!badge) return;
  const count = browser_cart.count();
  badge.textContent = count > 0 ? String(count) : '';
  badge.hidden = count === 0;
}
