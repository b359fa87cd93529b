import { once } from 'node:events';
import { createServer } from 'node:http';

// A port that nobody listens at, for a server that cannot choose one itself.
export async function free_port() {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
