// Others who look at the shop meanwhile: a fixed number of requests a second, whatever the answers take.
import autocannon from 'autocannon';
import { SHOP } from '../e2e/support/shop.mjs';

const PER_S = 50;
const CONNECTIONS = 20;

// p50, p99 and the slowest answer in ms. Requests that had to wait for others count from when they were due.
export async function visit_storefront({ design, seconds }) {
  const pages = ['/', '/products', '/products/tee', '/studio', '/cart', '/de', '/api/products', `/api/designs/${design}`, `/api/designs/${design}/preview.png`, '/shipping'];
  const result = await autocannon({
    url: SHOP, connections: CONNECTIONS, duration: seconds, overallRate: PER_S, timeout: 30, workers: 1,
    requests: pages.map((path) => ({ method: 'GET', path })),
  });
  return {
    requests: result.requests.total, p50: result.latency.p50, p99: result.latency.p99, max: result.latency.max,
    failed: result.errors + result.timeouts + result.non2xx,
  };
}
