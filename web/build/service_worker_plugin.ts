import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin, Rollup } from 'vite';

const kName = 'service_worker.js';
const kPages = ['open_studio', 'cart', 'site', 'en', 'de'];
// Half a megabyte for photos that few have and most browsers open themselves, five for what a finger does, too: fetched
// when they are needed.
const kLeftOut = /^assets\/((lib)?heic?f?|finder_worker)-/;

type Bundle = Record<string, Rollup.OutputAsset | Rollup.OutputChunk>;

// Whatever the entries load, at once or later: scripts, and the files these name.
function needed(bundle: Bundle): string[] {
  const found = new Set<string>();
  const visit = (file: string): void => {
    const output = bundle[file];
    if (!output || found.has(file) || file === kName || kLeftOut.test(file)) return;
    found.add(file);
    const text = output.type === 'chunk' ? output.code : file.endsWith('.js') || file.endsWith('.css') ? String(output.source) : '';
    for (const other of Object.keys(bundle)) if (text.includes(other.split('/').at(-1)!)) visit(other);
  };
  for (const output of Object.values(bundle)) {
    if (output.type === 'chunk' && output.isEntry && kPages.includes(output.name)) visit(output.fileName);
    if (output.fileName.endsWith('.css')) visit(output.fileName);
  }
  return [...found].sort();
}

const sha256 = (content: string | Buffer) => createHash('sha256').update(content);

// Tells the service worker what belongs to this build, as it was written. Its version is a digest of that and of its own code.
export function service_worker_plugin(): Plugin {
  return {
    name: 'service-worker',
    enforce: 'post',
    writeBundle({ dir }, bundle) {
      if (!dir || !(kName in bundle)) return;
      const read = (file: string): Buffer => readFileSync(join(dir, file));
      const list = JSON.stringify(Object.fromEntries(needed(bundle).map((file) => [`/${file}`, sha256(read(file)).digest('base64')])));
      const code = read(kName).toString();
      const version = sha256(list + code).digest('hex').slice(0, 16);
      writeFileSync(join(dir, kName), `const PRECACHED=${list},VERSION=${JSON.stringify(version)};\n${code}`);
    },
  };
}
