// How long the shop took to answer webhooks, from the front's log.
import { readFileSync } from 'node:fs';

// "POST /api/webhook/stripe" 200 17 0.004
const LINE = /"POST \/api\/webhook\/\w+" (\d+) \d+ (\d+\.\d+)$/;

export function webhook_answers(log) {
  const all = readFileSync(log, 'utf8').split('\n').map((line) => line.match(LINE)).filter(Boolean);
  return { times_ms: all.map(([, , s]) => Number(s) * 1000), refused: all.filter(([, status]) => !status.startsWith('2')).length };
}
