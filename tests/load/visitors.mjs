// Visitors come when they come: independent of each other and of how fast the shop is (an open model with exponential gaps).
// Ready-made generators ask each second's requests at once, or wait for one answer before the next request.
import { Agent, request } from 'node:http';
import { parentPort, workerData } from 'node:worker_threads';

const { shop, paths, per_s, seconds } = workerData;
const agent = new Agent({ keepAlive: true });
const times_ms = [];
let failed = 0;

const look_at = (path) => new Promise((resolve) => {
  const failure = () => resolve(false);
  const asked = request(shop + path, { agent, timeout: 30_000 }, (answer) => {
    answer.resume().on('end', () => resolve(answer.statusCode === 200)).on('error', failure);
  });
  asked.on('timeout', () => asked.destroy(new Error('no answer within 30 s'))).on('error', failure);
  asked.end();
});

const start = performance.now();
const visits = [];
const sleep = (ms) => new Promise((resolve) => { setTimeout(resolve, ms); });
for (let due = 0, number = 0; due < seconds * 1000; number++) {
  const early_ms = start + due - performance.now();
  if (early_ms > 1) await sleep(early_ms);
  const asked_for = start + due;
  visits.push(look_at(paths[number % paths.length]).then((served) => {
    if (served) times_ms.push(performance.now() - asked_for);
    else failed += 1;
  }));
  due += (-Math.log(1 - Math.random()) * 1000) / per_s;
}
await Promise.all(visits);
agent.destroy();
parentPort.postMessage({ times_ms, failed });
