import { new_id } from '../new_id';
import { Cart } from './cart';

// For browsers that forbid storage: the cart then lasts as long as the page.
class PageStorage implements Storage {
  private readonly values = new Map<string, string>();
  get length(): number {
    return this.values.size;
  }
  clear(): void {
    this.values.clear();
  }
  key(index: number): string | null {
    return [...this.values.keys()][index] ?? null;
  }
  getItem(key: string): string | null {
    return this.values.get(key) ?? null;
  }
  setItem(key: string, value: string): void {
    this.values.set(key, value);
  }
  removeItem(key: string): void {
    this.values.delete(key);
  }
}

function storage(): Storage {
  try {
    return window.localStorage;
  } catch {
    return new PageStorage();
  }
}

export const browser_cart = new Cart(storage(), new_id);

// The number beside "Cart" in the header of every page.
export function show_cart_count(): void {
  const badge = document.getElementById('cart-count');
  if (!badge) return;
  const count = browser_cart.count();
  badge.textContent = count > 0 ? String(count) : '';
  badge.hidden = count === 0;
}
