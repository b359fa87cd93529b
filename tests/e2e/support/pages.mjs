// The shop's pages: those a visitor can reach by links, and those that only a mail, a payment or a mistake leads to.
import { randomUUID } from 'node:crypto';
import { create_checkout, make_design, new_cart, pay } from './api.mjs';
import { png_ball } from './pictures.mjs';
import { CONFIRMATION, mail_to, order_link_in } from './sandbox.mjs';
import { SHOP } from './shop.mjs';

const links_in = (html, base) =>
  [...html.matchAll(/<a\b[^>]*\shref="([^"#?]+)/g)].map(([, href]) => new URL(href.replaceAll('&amp;', '&'), base));

// Paths of all pages that links lead to, from the first page on.
export async function linked_pages() {
  const found = ['/'];
  for (const path of found) {
    const answer = await fetch(SHOP + path);
    if (!answer.headers.get('content-type')?.startsWith('text/html')) throw new Error(`${path} is linked and is no page`);
    for (const { origin, pathname } of links_in(await answer.text(), SHOP + path)) {
      if (origin === SHOP && !found.includes(pathname)) found.push(pathname);
    }
  }
  return found;
}

// An order that was paid: its cart, its buyer, and the addresses of its two pages as payment service and mail give them.
export async function paid_order(design, cart = undefined) {
  const email = `pages-${randomUUID()}@example.com`;
  cart ??= new_cart(design ?? await make_design());
  const { url, order_number } = await (await create_checkout(cart)).json();
  const paid = await pay(url, email);
  const order = order_link_in(await mail_to(email, CONFIRMATION));
  return { cart, email, order_number, thank_you: paid.headers.get('location'), order };
}

// A cart as the shop's own pages keep it, ready for `localStorage`.
const THUMBNAIL = `data:image/png;base64,${png_ball(80, 96).toString('base64')}`;
export const KEPT_CART = 'picasso-pet.cart';
export const kept_cart = (cart) => JSON.stringify({
  ...cart,
  items: cart.items.map((item) => ({ ...item, thumbnail: THUMBNAIL, product_name: 'Unisex tee', variant_label: 'White / M' })),
});
