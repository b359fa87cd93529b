import { Cart } from './cart';

// crypto.randomUUID exists only on secure origins; a shop tried out over plain HTTP in a local network is not one.
function new_id(): string {
  if (typeof crypto.randomUUID === 'function') return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6]! & 0x0f) | 0x40;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

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
