// A proxy that keeps everything a browser sends, whoever in it sends it: page, worker, service worker, beacon.
import { once } from 'node:events';
import { createServer, request as ask } from 'node:http';

// Errands of the browser itself (what may be filled into a form), which no flag turns off. The tunnels they want are
// refused like all others.
const OF_THE_BROWSER = /\.(google|googleapis)\.com:443$/;

// Tunnels and upgraded connections are noted and refused: their content could not be seen.
export async function start_recording_proxy() {
  const records = [];
  const proxy = createServer((request, response) => {
    const record = { method: request.method, url: request.url, headers: request.headers, body: Buffer.alloc(0) };
    records.push(record);
    const parts = [];
    request.on('data', (part) => parts.push(part));
    request.on('end', () => {
      record.body = Buffer.concat(parts);
      const onward = ask(request.url, { method: request.method, headers: request.headers }, (answer) => {
        response.writeHead(answer.statusCode, answer.headers);
        answer.pipe(response);
      });
      onward.on('error', () => response.destroy());
      onward.end(record.body);
    });
  });
  const refuse = (kind) => (request, socket) => {
    if (!OF_THE_BROWSER.test(request.url)) records.push({ method: kind, url: request.url, headers: request.headers, body: Buffer.alloc(0) });
    socket.destroy();
  };
  proxy.on('connect', refuse('CONNECT'));
  proxy.on('upgrade', refuse('UPGRADE'));
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  const stop = () => {
    proxy.closeAllConnections();
    proxy.close();
  };
  // For a browser context: all its traffic goes this way, that to this machine too.
  const settings = { server: `http://127.0.0.1:${proxy.address().port}`, bypass: '<-loopback>' };
  return { settings, records, stop };
}
