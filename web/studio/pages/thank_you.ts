import { count, take_noted_checkout } from '../analytics/page_analytics';
import { browser_cart, show_cart_count } from '../cart/browser_cart';
import './site';

const kFirstReloadMs = 3000;
const kLastReloadMs = 60_000;
const kWaitedKey = 'thank-you-reload-ms';

const order = document.querySelector<HTMLElement>('[data-cart-id]');
const noted = order?.dataset['state'] === 'paid' ? take_noted_checkout() : undefined;
if (noted) count('purchase', { ...noted, transaction_id: order?.dataset['orderNumber'] ?? '' });
if (order?.dataset['cartId']) browser_cart.finish(order.dataset['cartId']);
show_cart_count();

// A card's confirmation is a moment behind the customer, a bank's some days: ask again, ever more rarely.
if (order?.dataset['state'] === 'processing') {
  const wait_ms = Math.min(Number(sessionStorage.getItem(kWaitedKey)) || kFirstReloadMs, kLastReloadMs);
  sessionStorage.setItem(kWaitedKey, String(wait_ms * 1.5));
  window.setTimeout(() => location.reload(), wait_ms);
} else {
  sessionStorage.removeItem(kWaitedKey);
}
