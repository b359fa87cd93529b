// How long after a kill everything that was owed at that moment is done.
import { rows } from '../e2e/support/shop.mjs';
import { sleep } from '../e2e/support/wait.mjs';

const UNDER_WAY = "state in ('available', 'running', 'retryable') and run_at < now() + interval '1 hour'";

export class Recovery {
  #newest = 0; #open = []; #stopping = false; #watching;
  slowest_ms = 0;
  slowest = 'nothing';

  start() { this.#watching = this.#watch(); }

  // The jobs known now must be over for this kill to be recovered from.
  note({ at, what }) { this.#open.push({ at, what, newest: this.#newest }); }

  // Waits until nothing is left to do.
  async finish(within_ms) {
    const deadline = Date.now() + within_ms;
    while (this.#open.length && Date.now() < deadline) await sleep(200);
    this.#stopping = true;
    await this.#watching;
    for (const { at, what } of this.#open) this.#close(at, what);
  }

  #close(at, what) {
    const took = Date.now() - at;
    if (took > this.slowest_ms) [this.slowest_ms, this.slowest] = [took, what];
  }

  async #watch() {
    while (!this.#stopping) {
      const state = await rows(`select coalesce(max(id), 0) as newest, min(id) filter (where ${UNDER_WAY}) as oldest from jobs`).catch(() => null);
      if (state) {
        const [{ newest, oldest }] = state;
        this.#open = this.#open.filter((kill) => {
          if (oldest !== null && oldest <= kill.newest) return true;
          this.#close(kill.at, kill.what);
          return false;
        });
        this.#newest = newest;
      }
      await sleep(200);
    }
  }
}
