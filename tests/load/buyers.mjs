// People who order and pay, each from an address of their own: the shop limits how much one address may ask.
import { randomUUID } from 'node:crypto';
import { request } from 'node:http';
import { buyer, card, GOOD_CARD, session_of } from '../e2e/support/api.mjs';
import { SHOP } from '../e2e/support/shop.mjs';
import { sleep } from '../e2e/support/wait.mjs';

const TRIES = 5; // as somebody presses the button again
const PAUSE_MS = 1000;

function send(address, url, { method = 'GET', headers = {}, body } = {}) {
  return new Promise((resolve, reject) => {
    const asked = request(url, { method, localAddress: address, agent: false, headers, timeout: 30_000 }, (answer) => {
      const parts = [];
      answer.on('data', (part) => parts.push(part));
      answer.on('end', () => resolve({ status: answer.statusCode, headers: answer.headers, text: Buffer.concat(parts).toString() }));
      answer.on('error', reject);
    });
    asked.on('timeout', () => asked.destroy(new Error('no answer within 30 s')));
    asked.on('error', reject);
    asked.end(body);
  });
}

// 127.1.0.1 onwards: Linux takes all of 127/8 for this machine.
const address_of = (number) => `127.1.${Math.floor(number / 250)}.${1 + (number % 250)}`;

export class Buyers {
  #design;
  purchases = [];        // { email, order_number, session }
  checkout_ms = [];      // from the click to the payment page's address
  thanks_ms = [];        // the page after the payment
  refused = new Map();   // "what status" -> how often
  given_up = 0;

  constructor(design) { this.#design = design; }

  // They come when they come, whether the shop keeps up or not.
  async buy(count, per_s) {
    const start = Date.now();
    const all = [];
    for (let number = 0; number < count; number++) {
      await sleep(Math.max(0, start + (1000 * number) / per_s - Date.now()));
      all.push(this.#buy(number).catch((failure) => { this.given_up += 1; console.log(`  buyer ${number}: ${failure.message}`); }));
    }
    await Promise.all(all);
  }

  async #patiently(what, ask, good) {
    for (let tries = 1; ; tries++) {
      const answer = await ask().catch((failure) => ({ status: failure.code ?? failure.message, text: '' }));
      if (answer.status === good) return answer;
      const refusal = `${what} ${answer.status}`;
      this.refused.set(refusal, (this.refused.get(refusal) ?? 0) + 1);
      if (tries === TRIES) throw new Error(`${refusal} ${answer.text.slice(0, 200)}`);
      await sleep(PAUSE_MS);
    }
  }

  async #timed(times, ask) {
    const start = performance.now();
    const answer = await ask();
    times.push(performance.now() - start);
    return answer;
  }

  async #buy(number) {
    const address = address_of(number);
    const email = `buyer-${number}@load.example`;
    const cart = JSON.stringify({ cart_id: randomUUID(), items: [{ design_id: this.#design, variant_sku: 'tee-white-m', quantity: 1 }] });
    const started = await this.#patiently('checkout', () => this.#timed(this.checkout_ms, () =>
      send(address, `${SHOP}/api/create-checkout`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: cart })), 200);
    const { url, order_number } = JSON.parse(started.text);
    const form = new URLSearchParams({ ...buyer(email), ...card(GOOD_CARD), action: 'pay' }).toString();
    const paid = await this.#patiently('payment', () =>
      send(address, url, { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: form }), 303);
    this.purchases.push({ email, order_number, session: session_of(url) });
    // Half of them see the thank-you page; the webhook must do for the others.
    if (number % 2 === 0) await this.#patiently('thank-you', () => this.#timed(this.thanks_ms, () => send(address, paid.headers.location)), 200);
  }
}
