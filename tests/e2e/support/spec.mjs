// node:test, with a time after which a test has failed: what a page never answers would else hold the whole suite.
import { test as node_test } from 'node:test';

export { after, afterEach, before, beforeEach } from 'node:test';

const kAtMostMs = 4 * 60_000; // several times what the longest takes on two busy cores

// As node's test(name, [options], run); parts of a test (t.test) count towards their whole.
export function test(name, ...rest) {
  const run = rest.pop();
  return node_test(name, { timeout: kAtMostMs, ...rest[0] }, run);
}
