import type { CartContents } from './cart';

const kKey = 'picasso-pet.bought-pictures';
const kAtMost = 4;

// The pictures of the cart that was just paid, each once: they are on this device already, so the page that thanks can show
// them at once. Kept for this tab's reloads, as the cart itself is emptied.
export function bought_pictures(cart: CartContents, cart_id: string, tab: Storage): string[] {
  if (cart.cart_id === cart_id) {
    const pictures = [...new Set(cart.items.map(({ thumbnail }) => thumbnail))].filter((one) => one?.startsWith('data:image/')).slice(0, kAtMost);
    try {
      tab.setItem(kKey, JSON.stringify({ cart_id, pictures }));
    } catch {
      // shown this once
    }
    return pictures;
  }
  const kept = JSON.parse(tab.getItem(kKey) ?? '{}') as { cart_id?: string; pictures?: string[] };
  return kept.cart_id === cart_id ? kept.pictures ?? [] : [];
}
