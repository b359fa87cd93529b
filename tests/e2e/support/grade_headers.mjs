// grade_headers.mjs HTTP_PORT HTTPS_PORT PATH...: the MDN HTTP Observatory's judgement of pages, as JSON. A process of its
// own, since authorities are trusted by NODE_EXTRA_CA_CERTS only. The package's own scan takes no ports; the steps are its.
import { existsSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

// Its list of sites that are built into browsers comes from the internet when it is installed. We are on none.
const observatory = dirname(dirname(createRequire(import.meta.url).resolve('@mdn/mdn-http-observatory')));
const preloaded = join(observatory, 'conf/hsts-preload.json');
if (!existsSync(preloaded)) writeFileSync(preloaded, '{}');

const part = (name) => import(join(observatory, 'src', name));
const { ALL_TESTS } = await part('constants.js');
const { getGradeForScore, getScoreDescription, getScoreModifier } = await part('grader/grader.js');
const { MINIMUM_SCORE_FOR_EXTRA_CREDIT } = await part('grader/charts.js');
const { retrieve } = await part('retriever/retriever.js');

function judged(retrieved) {
  const verdicts = ALL_TESTS.map((test) => {
    const output = test(retrieved);
    return { name: output.constructor.name, result: output.result, pass: output.pass, points: getScoreModifier(output.result), words: getScoreDescription(output.result) };
  });
  const sum = (list) => list.reduce((total, { points }) => total + points, 100);
  const plain = sum(verdicts.filter(({ points }) => points < 0));
  return { ...getGradeForScore(plain >= MINIMUM_SCORE_FOR_EXTRA_CREDIT ? sum(verdicts) : plain), verdicts };
}

const [httpPort, httpsPort, ...paths] = process.argv.slice(2);
const grades = {};
for (const path of paths) grades[path] = judged(await retrieve('127.0.0.1', { httpPort: Number(httpPort), httpsPort: Number(httpsPort), path }));
console.log(JSON.stringify(grades));
