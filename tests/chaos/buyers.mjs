// Buyers who upload, pay and come back, and who try again when the shop does not answer, as people and browsers do.
import { create_checkout, make_design, new_cart, pay, session_of } from '../e2e/support/api.mjs';
import { sleep, until } from '../e2e/support/wait.mjs';

const PATIENCE_MS = 240_000;
const NEW_PICTURE_EACH = 4; // the others order one that the shop knows
const ONLY_LOOK_EACH = 3; // up to the payment page and no further
// Three buyers keep below what the printer takes in a minute, so that a job waits for a kill and not for its turn.
const PAUSE_MS = { least: 2000, spread: 3000 };
const WARES = [['tee', 'tee-white-m'], ['hoodie', 'hoodie-black-m'], ['hat', 'hat-navy']];

export class Buyers {
  #random; #designs = []; #stopping = false; #running = []; #count = 0;
  purchases = [];  // { email, order_number, session, quantity }

  constructor(random) { this.#random = random; }

  async start(how_many) {
    await this.#new_design();
    this.#running = Array.from({ length: how_many }, () => this.#buy_until_stopped());
  }

  // Everybody finishes the purchase that was begun.
  async stop() {
    this.#stopping = true;
    await Promise.all(this.#running);
  }

  async #buy_until_stopped() {
    while (!this.#stopping) {
      await this.#buy();
      await sleep(PAUSE_MS.least + this.#random.below(PAUSE_MS.spread));
    }
  }

  async #new_design() {
    const photo = this.#random.of(['dog.jpg', 'cat.jpg', 'dogs.jpg']);
    const [print_spec, variant] = this.#random.of(WARES);
    const id = await until('an upload to succeed', () => make_design({ photo, print_spec }), PATIENCE_MS, 500);
    this.#designs.push({ id, variant });
    return this.#designs.at(-1);
  }

  async #buy() {
    // Who brings a picture buys that one: its print file is the one that is not there yet.
    const brings_one = this.#random.below(NEW_PICTURE_EACH) === 0;
    const { id, variant } = brings_one ? await this.#new_design() : this.#random.of(this.#designs);
    const quantity = 1 + this.#random.below(3);
    const cart = new_cart(id, variant, quantity);
    const email = `buyer-${++this.#count}-${cart.cart_id.slice(0, 8)}@example.com`;
    const { url, order_number } = await until('a payment page', async () => {
      const answer = await create_checkout(cart);
      return answer.status === 200 && answer.json();
    }, PATIENCE_MS, 300);
    if (this.#random.below(ONLY_LOOK_EACH) === 0) return;
    const paid = await until('the payment', async () => {
      const answer = await pay(url, email);
      return answer.status === 303 && answer;
    }, PATIENCE_MS);
    this.purchases.push({ email, order_number, session: session_of(url), quantity });
    // Half of the buyers see the thank-you page; the webhook must do for the others.
    if (this.#random.below(2) === 0) await fetch(paid.headers.get('location')).catch(() => {});
  }
}
