import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';

const kQuery = '?sha256';

// `import sha256 from './file?sha256'` is the file's SHA-256 in base64, as fetch's `integrity` wants it.
export function sha256_plugin(): Plugin {
  return {
    name: 'sha256',
    enforce: 'pre',
    load(id) {
      if (!id.endsWith(kQuery)) return undefined;
      const file = id.slice(0, -kQuery.length);
      this.addWatchFile(file);
      return `export default ${JSON.stringify(createHash('sha256').update(readFileSync(file)).digest('base64'))}`;
    },
  };
}
