import { count, take_noted_checkout } from '../analytics/page_analytics';
import { bought_pictures } from '../cart/bought_pictures';
import { browser_cart, show_cart_count } from '../cart/browser_cart';
import { by_id, element } from '../dom';
import { text } from '../text/text';
import './site';

const kFirstReloadMs = 3000;
const kLastReloadMs = 60_000;
const kWaitedKey = 'thank-you-reload-ms';

function show_pictures(pictures: string[]): void {
  const list = by_id('thanks-paintings');
  list.hidden = pictures.length === 0;
  list.replaceChildren(...pictures.map((src) =>
    element('li', { class: 'frame' }, element('img', { src, alt: text('cart.picture_alt'), width: '320', height: '384' }))));
}

const order = document.querySelector<HTMLElement>('[data-cart-id]');
const noted = order?.dataset['state'] === 'paid' ? take_noted_checkout() : undefined;
if (noted) count('purchase', { ...noted, transaction_id: order?.dataset['orderNumber'] ?? '' });
if (order?.dataset['cartId']) {
  const bought = browser_cart.read();
  browser_cart.finish(order.dataset['cartId']);
  try {
    show_pictures(bought_pictures(bought, order.dataset['cartId'], sessionStorage));
  } catch {
    // Storage that is full, forbidden or damaged: thanks without pictures.
  }
}
show_cart_count();

// A card's confirmation is a moment behind the customer, a bank's some days: ask again, ever more rarely.
if (order?.dataset['state'] === 'processing') {
  const wait_ms = Math.min(Number(sessionStorage.getItem(kWaitedKey)) || kFirstReloadMs, kLastReloadMs);
  sessionStorage.setItem(kWaitedKey, String(wait_ms * 1.5));
  window.setTimeout(() => location.reload(), wait_ms);
} else {
  sessionStorage.removeItem(kWaitedKey);
}
