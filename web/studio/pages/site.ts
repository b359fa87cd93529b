import '../analytics/page_analytics';
import { show_cart_count } from '../cart/browser_cart';

// On every page: the cart's count, kept right after the back button and from other tabs, and where one is.
export function start_site(): void {
  show_cart_count();
  window.addEventListener('pageshow', show_cart_count);
  window.addEventListener('storage', show_cart_count);
  for (const link of document.querySelectorAll<HTMLAnchorElement>('.site-nav a')) {
    if (link.pathname === location.pathname) link.setAttribute('aria-current', 'page');
  }
}

start_site();
