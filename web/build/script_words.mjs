import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const kPrefix = 'virtual:words/';

// Every string that stands in a script as a literal.
function literals_of(folder) {
  return new Set(readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) => [...readFileSync(join(folder, file), 'utf8').matchAll(/['"]([\w.]+)['"]/g)])
    .map((match) => match[1]));
}

// 'virtual:words/de' holds the texts of text/de.json that scripts say and no other: pages carry theirs in their markup.
export function script_words(web) {
  return {
    name: 'script-words',
    resolveId: (id) => (id.startsWith(kPrefix) ? `\0${id}` : undefined),
    load(id) {
      if (!id.startsWith(`\0${kPrefix}`)) return undefined;
      const texts = JSON.parse(readFileSync(join(web, `text/${id.slice(kPrefix.length + 1)}.json`), 'utf8'));
      const literals = literals_of(join(web, 'studio'));
      const said = Object.fromEntries(Object.entries(texts).filter(([key]) => literals.has(key)));
      return `export default JSON.parse(${JSON.stringify(JSON.stringify(said))});`;
    },
  };
}
