import { browser_cart, show_cart_count } from '../cart/browser_cart';
import './site';

const kReloadMs = 3000;

const order = document.querySelector<HTMLElement>('[data-order-number]');
if (order?.dataset['orderNumber']) browser_cart.finish_checkout(order.dataset['orderNumber']);
show_cart_count();

// The payment's confirmation is a moment behind the customer; ask again until it is there.
if (order?.dataset['state'] === 'processing') window.setTimeout(() => location.reload(), kReloadMs);
