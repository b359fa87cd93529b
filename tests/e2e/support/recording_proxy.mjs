// A proxy that keeps everything a browser sends, whoever in it sends it: page, worker, service worker, beacon.
import { once } from 'node:events';
import { createServer, request as ask } from 'node:http';
import { chromium } from 'playwright-core';
import { BROWSER_FLAGS } from './browser.mjs';

// Errands of the browser itself, which no flag turns off. The tunnels they want are refused like all others.
const OF_THE_BROWSER = /(^|\.)(google|googleapis|gstatic|gvt1)\.com:443$/;

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
  return { port: proxy.address().port, records, stop };
}

// A browser all of whose traffic goes through the proxy, that to this machine too.
export const launch_behind = (proxy) =>
  chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: [...BROWSER_FLAGS, `--proxy-server=http://127.0.0.1:${proxy.port}`, '--proxy-bypass-list=<-loopback>',
      '--force-webrtc-ip-handling-policy=disable_non_proxied_udp'],
  });
