// What leaves the browser with a design, to the byte.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { STATE_DIR } from './shop.mjs';

// Before the page is opened: keeps the photo that the page hands to the network, which then is away.
export const keep_what_is_sent = (page) =>
  page.addInitScript(() => {
    const real = window.fetch;
    window.fetch = async (address, options) => {
      if (!(options?.body instanceof FormData)) return real(address, options);
      const file = options.body.get('photo');
      const bytes = new Uint8Array(await file.arrayBuffer());
      let text = '';
      for (let at = 0; at < bytes.length; at += 30000) text += String.fromCharCode(...bytes.subarray(at, at + 30000));
      window.sent_photo = { name: file.name, type: file.type, base64: btoa(text) };
      throw new TypeError('away');
    };
  });

// Adds to the cart, which fails, and gives the photo: { name, type, bytes }.
export async function sent_photo(page) {
  await page.evaluate(() => { window.sent_photo = undefined; });
  await page.click('#add-to-cart');
  await page.waitForFunction(() => window.sent_photo, undefined, { timeout: 60_000 });
  const { name, type, base64 } = await page.evaluate(() => window.sent_photo);
  await page.waitForSelector('#add-to-cart:not([aria-disabled])');
  return { name, type, bytes: Buffer.from(base64, 'base64') };
}

// The photo as the shop keeps it.
export function stored_photo(design_id) {
  const key = readdirSync(`${STATE_DIR}/objects`, { recursive: true }).map(String).find((each) => each.endsWith(`photos/${design_id}`));
  return readFileSync(join(STATE_DIR, 'objects', key));
}
