import { browser_cart, show_cart_count } from '../cart/browser_cart';
import './site';

const kReloadMs = 3000;

const order = document.querySelector<HTMLElement>('[data-cart-id]');
if (order?.dataset['cartId']) browser_cart.finish(order.dataset['cartId']);
show_cart_count();

// The payment's confirmation is a moment behind the customer; ask again until it is there.
if (order?.dataset['state'] === 'processing') window.setTimeout(() => location.reload(), kReloadMs);
