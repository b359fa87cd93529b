export const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

// Asks until the answer is truthy, and gives it back. `what` words the failure.
export async function until(what, ask, timeout_ms = 30_000, pause_ms = 150) {
  const deadline = Date.now() + timeout_ms;
  let last;
  while (true) {
    try {
      const answer = await ask();
      if (answer) return answer;
      last = undefined;
    } catch (error) {
      last = error;
    }
    if (Date.now() >= deadline) throw new Error(`waited ${timeout_ms / 1000} s in vain for ${what}`, { cause: last });
    await sleep(pause_ms);
  }
}
