// The headers of every page as the MDN HTTP Observatory grades them, over TLS.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { test } from '../support/spec.mjs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { linked_pages, paid_order } from '../support/pages.mjs';
import { start_tls_front } from '../support/tls_front.mjs';

const GRADER = fileURLToPath(new URL('../support/grade_headers.mjs', import.meta.url));
const run = promisify(execFile);
const path_of = (url) => new URL(url).pathname + new URL(url).search;

test('every page gets an A+', async (t) => {
  const front = await start_tls_front();
  try {
    const { thank_you, order } = await paid_order();
    const paths = [...await linked_pages(), path_of(thank_you), path_of(order), '/no-such-page'];
    const { stdout } = await run(process.execPath, [GRADER, String(front.http_port), String(front.https_port), ...paths],
      { env: { ...process.env, NODE_EXTRA_CA_CERTS: front.authority } });
    const grades = JSON.parse(stdout);
    for (const [n, path] of paths.entries()) {
      await t.test(path.split('?')[0], () => {
        const { grade, score, verdicts } = grades[path];
        const lost = verdicts.filter(({ pass, points }) => !pass || points < 0).map(({ name, words }) => `${name}: ${words}`);
        if (n === 0) console.error(`     ${grade}, ${score} points: ${verdicts.map(({ name, points }) => `${name} ${points}`).join(', ')}`);
        assert.deepEqual([grade, lost], ['A+', []]);
      });
    }
  } finally {
    await front.stop();
  }
});
