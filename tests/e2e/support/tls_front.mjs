// What stands before the shop on the internet: ends TLS with a certificate of an authority of its own, and passes on
// what came plainly as what it is.
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { free_port } from './free_port.mjs';
import { scratch_folder } from './pictures.mjs';
import { SHOP } from './shop.mjs';
import { until } from './wait.mjs';

function make_certificate(folder) {
  const openssl = (...args) => execFileSync('openssl', args, { cwd: folder, stdio: 'ignore' });
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];
  openssl('req', '-x509', ...key, '-subj', '/CN=authority of this test', '-keyout', 'ca.key', '-out', 'ca.pem');
  openssl('req', ...key.slice(0, 5), '-subj', '/CN=127.0.0.1', '-keyout', 'shop.key', '-out', 'shop.csr');
  writeFileSync(`${folder}/names`, 'subjectAltName=IP:127.0.0.1\n');
  openssl('x509', '-req', '-in', 'shop.csr', '-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial', '-days', '2', '-extfile', 'names', '-out', 'shop.pem');
}

const configuration = (folder, http_port, https_port) => `
${process.getuid() === 0 ? 'user root;' : ''}
daemon off;
pid ${folder}/pid;
events {}
http {
  access_log off;
  ${['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${folder}/${name};`).join(' ')}
  server {
    listen 127.0.0.1:${http_port};
    listen 127.0.0.1:${https_port} ssl;
    ssl_certificate ${folder}/shop.pem;
    ssl_certificate_key ${folder}/shop.key;
    location / {
      proxy_pass ${SHOP};
      proxy_set_header Host 127.0.0.1;
      proxy_set_header X-Forwarded-Proto $scheme;
      proxy_redirect https://127.0.0.1/ https://127.0.0.1:${https_port}/;
    }
  }
}
`;

export async function start_tls_front() {
  const folder = scratch_folder('tls-front');
  make_certificate(folder);
  const [http_port, https_port] = [await free_port(), await free_port()];
  writeFileSync(`${folder}/nginx.conf`, configuration(folder, http_port, https_port));
  const nginx = spawn('nginx', ['-e', `${folder}/error.log`, '-c', `${folder}/nginx.conf`], { stdio: 'ignore', env: { ...process.env, PATH: `${process.env.PATH}:/usr/sbin` } });
  await until('the TLS front to answer', () => fetch(`http://127.0.0.1:${http_port}/healthz`, { redirect: 'manual' }), 10_000);
  const stop = async () => {
    nginx.kill('SIGTERM');
    await once(nginx, 'exit');
  };
  return { http_port, https_port, authority: `${folder}/ca.pem`, stop };
}
