// What a phone has to fetch before it can paint: node module_size.mjs FILE MOST_BYTES
import { readFileSync } from 'node:fs';
import { brotliCompressSync, constants } from 'node:zlib';

const [file, most] = process.argv.slice(2);
const sent = brotliCompressSync(readFileSync(file), { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;
console.log(`${file}: ${sent} bytes, at most ${most}`);
process.exitCode = sent <= Number(most) ? 0 : 1;
