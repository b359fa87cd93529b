import type { CheckoutItem } from '../api/types';

export const kMaxQuantity = 20;

export interface CartItem extends CheckoutItem {
  thumbnail: string; // data: URL, small
  product_name: string;
  variant_label: string;
}

export interface CartContents {
  cart_id: string;
  items: CartItem[];
  promotion_code?: string;
}

const kKey = 'picasso-pet.cart';

// The cart lives in the browser; it holds no prices. A storage that is full or forbidden loses nothing that is on
// the page: `save` says so instead.
export class Cart {
  constructor(
    private readonly storage: Storage,
    private readonly new_id: () => string,
  ) {}

  read(): CartContents {
    const stored = parse(this.storage.getItem(kKey));
    return is_contents(stored) ? stored : { cart_id: this.new_id(), items: [] };
  }

  count(): number {
    return this.read().items.reduce((sum, item) => sum + item.quantity, 0);
  }

  // The same design on the same variant becomes one line with a larger quantity. Gives how many were added: fewer than
  // wanted where the line is full then. Undefined when the cart could not be kept.
  add(item: CartItem): number | undefined {
    const cart = this.read();
    const same = cart.items.find((one) => one.design_id === item.design_id && one.variant_sku === item.variant_sku);
    const added = Math.min(item.quantity, kMaxQuantity - (same?.quantity ?? 0));
    if (same) same.quantity += added;
    else cart.items.push(item);
    return this.save(cart) ? added : undefined;
  }

  set_quantity(index: number, quantity: number): void {
    const cart = this.read();
    const item = cart.items[index];
    if (!item || !Number.isFinite(quantity)) return;
    item.quantity = Math.min(kMaxQuantity, Math.max(1, Math.round(quantity)));
    this.save(cart);
  }

  remove(index: number): void {
    const cart = this.read();
    cart.items.splice(index, 1);
    this.save(cart);
  }

  // Takes a removal back.
  put_back(index: number, item: CartItem): void {
    const cart = this.read();
    cart.items.splice(index, 0, item);
    this.save(cart);
  }

  // Empty: no code.
  set_promotion_code(code: string): void {
    const { promotion_code: _, ...cart } = this.read();
    this.save(code ? { ...cart, promotion_code: code } : cart);
  }

  // The next item starts a new cart with a new id.
  empty(): void {
    this.storage.removeItem(kKey);
  }

  // After the order was placed: empties the cart it came from, and only that one.
  finish(cart_id: string): boolean {
    if (this.read().cart_id !== cart_id) return false;
    this.empty();
    return true;
  }

  private save(cart: CartContents): boolean {
    try {
      this.storage.setItem(kKey, JSON.stringify(cart));
      return true;
    } catch {
      return false;
    }
  }
}

function parse(text: string | null): unknown {
  if (text === null) return null;
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function is_contents(value: unknown): value is CartContents {
  const cart = value as CartContents | null;
  return (
    typeof cart?.cart_id === 'string' &&
    Array.isArray(cart.items) &&
    cart.items.every(
      (item) =>
        typeof item?.design_id === 'string' &&
        typeof item.variant_sku === 'string' &&
        Number.isInteger(item.quantity) &&
        item.quantity >= 1 &&
        item.quantity <= kMaxQuantity,
    )
  );
}
