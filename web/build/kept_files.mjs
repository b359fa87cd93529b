// Results that took long, kept by a digest of everything they were made from: an unchanged input is never worked on twice.
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export const digest_of = (bytes) => createHash('sha256').update(bytes).digest('hex');

export class KeptFiles {
  constructor(folder) {
    this.folder = folder;
    this.used = new Set();
  }

  // What `make` gave for these inputs (anything JSON can write; files as their digests), now or in an earlier run.
  async get(inputs, make) {
    const name = digest_of(JSON.stringify(inputs));
    this.used.add(name);
    const file = join(this.folder, name);
    const kept = await readFile(file).catch(() => undefined);
    if (kept) return kept;
    const made = await make();
    await mkdir(this.folder, { recursive: true });
    // Whole or not at all: a build that is ended here must not leave half a file for the next.
    await writeFile(`${file}.${process.pid}`, made);
    await rename(`${file}.${process.pid}`, file);
    return made;
  }

  // Forgets what this run did not ask for.
  async forget_the_rest() {
    for (const name of await readdir(this.folder).catch(() => [])) {
      if (!this.used.has(name)) await rm(join(this.folder, name), { force: true });
    }
  }
}
