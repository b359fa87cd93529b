// Others who look at the shop meanwhile, in a thread of their own, so that a buyer's work here counts in nobody's waiting.
import { Worker } from 'node:worker_threads';
import { SHOP } from '../e2e/support/shop.mjs';
import { summary } from './percentile.mjs';

const PER_S = 50;

// p50, p99 and the slowest answer in ms, each counted from when the visitor wanted to ask.
export async function visit_storefront({ design, seconds }) {
  const paths = ['/', '/products', '/products/tee', '/studio', '/cart', '/de', '/api/products', `/api/designs/${design}`, `/api/designs/${design}/preview.png`, '/shipping'];
  const visitors = new Worker(new URL('./visitors.mjs', import.meta.url), { workerData: { shop: SHOP, paths, per_s: PER_S, seconds } });
  const { times_ms, failed } = await new Promise((resolve, reject) => visitors.once('message', resolve).once('error', reject));
  return { requests: times_ms.length + failed, failed, ...summary(times_ms) };
}
