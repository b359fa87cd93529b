import { type FromIntake, type IntakePort, PhotoOpener } from '../../../web/studio/intake/photo_opener';
import type { Outcome } from '../../../web/studio/intake/normalise';

const kFit: Outcome = { bytes: Uint8Array.of(1), type: 'image/jpeg', count: 1 };
const kFile = new Blob(['photo']);

class Worker implements IntakePort {
  onmessage: ((event: { data: FromIntake }) => void) | null = null;
  onerror: ((event: unknown) => void) | null = null;
  files: Blob[] = [];
  ended = false;
  postMessage(file: Blob): void { this.files.push(file); }
  terminate(): void { this.ended = true; }
  say(data: FromIntake): void { this.onmessage?.({ data }); }
}

function make(here: (file: Blob) => Promise<Outcome> = () => Promise.reject(new Error('not here'))) {
  const workers: Worker[] = [];
  const progress: (number | undefined)[] = [];
  const opener = new PhotoOpener(() => workers[workers.push(new Worker()) - 1], here, (done) => progress.push(done));
  return { opener, workers, progress };
}

test('each photo has a worker of its own that ends with it', async () => {
  const { opener, workers, progress } = make();
  const opened = opener.open(kFile);
  workers[0]!.say({ kind: 'progress', done: 0.5 });
  workers[0]!.say({ kind: 'outcome', outcome: kFit });
  expect(await opened).toBe(kFit);
  expect(workers[0]!.files).toEqual([kFile]);
  expect(workers[0]!.ended).toBe(true);
  expect(progress).toEqual([0, 0.5, undefined]);
});

test('a newer photo, or stop(), ends the one before', async () => {
  const { opener, workers, progress } = make();
  const first = opener.open(kFile);
  const second = opener.open(kFile);
  expect(await first).toBeUndefined();
  expect(workers[0]!.ended).toBe(true);
  opener.stop();
  expect(await second).toBeUndefined();
  expect(workers[1]!.ended).toBe(true);
  expect(progress.at(-1)).toBeUndefined();
});

test('a worker whose script does not arrive is replaced by the page', async () => {
  const { opener, workers } = make(() => Promise.resolve(kFit));
  const opened = opener.open(kFile);
  workers[0]!.onerror?.({});
  expect(await opened).toBe(kFit);
});

test('a worker that dies at work does not take the page with it', async () => {
  const { opener, workers } = make(() => Promise.resolve(kFit));
  const opened = opener.open(kFile);
  workers[0]!.say({ kind: 'progress', done: 0.2 });
  workers[0]!.onerror?.({});
  expect(await opened).toEqual({ refused: { why: 'no_memory' } });
});

test.each([
  ['NotReadableError', 'no_files'],
  ['RangeError', 'no_memory'],
  ['RuntimeError', 'no_memory'],
  ['IncompleteError', 'no_decoder'],
  ['Error', 'unreadable'],
])('an error has a meaning for the customer: %s', async (name, why) => {
  const { opener, workers } = make();
  const opened = opener.open(kFile);
  workers[0]!.say({ kind: 'failed', name });
  expect(await opened).toEqual({ refused: { why } });
});

test('without workers the page does it, errors and all', async () => {
  const progress: (number | undefined)[] = [];
  const opener = new PhotoOpener(() => { throw new Error('blocked'); },
    (_, on_progress) => { on_progress(0.3); return Promise.resolve(kFit); }, (done) => progress.push(done));
  expect(await opener.open(kFile)).toBe(kFit);
  expect(progress).toEqual([0, 0.3, undefined]);
  const failing = new PhotoOpener(() => undefined, () => Promise.reject(new RangeError('no room')));
  expect(await failing.open(kFile)).toEqual({ refused: { why: 'no_memory' } });
});
