import { type PaintHere, type PaintPort, type PaintedPicture, Painter } from '../../../web/studio/engine/painter';
import type { FromPainter, ToPainter } from '../../../web/studio/engine/paint_messages';

// Node has no ImageData.
class Picture {
  constructor(
    readonly data: Uint8ClampedArray,
    readonly width: number,
    readonly height: number,
  ) {}
}
(globalThis as { ImageData?: unknown }).ImageData ??= Picture;

class FakeWorker implements PaintPort {
  readonly heard: ToPainter[] = [];
  onmessage: ((event: { data: FromPainter }) => void) | null = null;
  onerror: ((event: unknown) => void) | null = null;
  postMessage(message: ToPainter): void {
    this.heard.push(message);
  }
  terminated = false;
  terminate(): void {
    this.terminated = true;
  }
  say(message: FromPainter): void {
    this.onmessage?.({ data: message });
  }
  paint(index: number): void {
    const asked = this.asked(index);
    this.say({ kind: 'painted', ticket: asked.ticket, pixels: new ArrayBuffer(4), width: 1, height: 1, sha256: asked.recipe_json });
  }
  asked(index: number): Extract<ToPainter, { kind: 'paint' }> {
    const asked = this.heard[index];
    if (asked?.kind !== 'paint') throw new Error('not asked to paint');
    return asked;
  }
}

const nothing_here = {
  open_photo: (): never => {
    throw new Error('must not open photos on the page');
  },
  complete_photo: (): never => {
    throw new Error('must not open photos on the page');
  },
  paint: (): never => {
    throw new Error('must not paint on the page');
  },
};
// Writes down what it is asked to do.
class Page implements PaintHere {
  readonly did: string[] = [];
  refuses = false;
  async open_photo(bytes: Uint8Array): Promise<void> {
    this.did.push(`${this.refuses ? 'refuse' : 'open'} ${bytes.length}`);
    if (this.refuses) throw new Error('no photo');
  }
  complete_photo(bytes: Uint8Array): void {
    this.did.push(`complete ${bytes.length}`);
  }
  paint(recipe_json: string): PaintedPicture {
    this.did.push(`paint ${recipe_json}`);
    return { picture: new ImageData(new Uint8ClampedArray(4), 1, 1), sha256: `here ${recipe_json}` };
  }
}
const copy = { pixels: new ArrayBuffer(4), width: 1, height: 1, photo_width: 2, photo_height: 2 };
async function with_photo(size: number): Promise<{ worker: FakeWorker; page: Page; painter: Painter }> {
  const worker = new FakeWorker();
  const page = new Page();
  const painter = new Painter(worker, page);
  const opening = painter.open_photo(new Uint8Array(size));
  worker.say({ kind: 'opened', ticket: 1, copy });
  await opening;
  return { worker, page, painter };
}
const settled = async (promise: Promise<unknown>): Promise<boolean> => {
  let yes = false;
  void promise.then(() => { yes = true; });
  await new Promise((done) => setTimeout(done));
  return yes;
};

test('pictures are painted one at a time', async () => {
  const worker = new FakeWorker();
  const painter = new Painter(worker, nothing_here);
  const first = painter.paint('a', 'one');
  const second = painter.paint('a', 'two');
  expect(worker.heard.length).toBe(1);
  worker.paint(0);
  expect((await first)?.sha256).toBe('a');
  expect(worker.heard.length).toBe(2);
  worker.paint(1);
  expect((await second)?.picture.width).toBe(1);
});

test('a newer recipe makes older pictures needless, the one being painted too', async () => {
  const worker = new FakeWorker();
  const painter = new Painter(worker, nothing_here);
  const running = painter.paint('a', 'one');
  const waiting = painter.paint('a', 'two');
  const newest = painter.paint('b', 'one');
  expect(await running).toBeUndefined();
  expect(await waiting).toBeUndefined();
  worker.paint(0); // too late for anybody
  worker.paint(1);
  expect((await newest)?.sha256).toBe('b');
  expect(worker.heard.length).toBe(2);
});

test('a picture that an order waits for is painted whatever is asked for later', async () => {
  const worker = new FakeWorker();
  const painter = new Painter(worker, nothing_here);
  const approved = painter.paint('a', 'one', true);
  const newer = painter.paint('b', 'one');
  worker.paint(0);
  expect((await approved)?.sha256).toBe('a');
  worker.paint(1);
  expect((await newer)?.sha256).toBe('b');
});

test('who asks for what is being painted already waits for the same picture', async () => {
  const worker = new FakeWorker();
  const painter = new Painter(worker, nothing_here);
  const first = painter.paint('a', 'one');
  const approved = painter.paint('a', 'one', true);
  expect(worker.heard.length).toBe(1);
  worker.paint(0);
  expect((await first)?.sha256).toBe('a');
  expect((await approved)?.sha256).toBe('a');
});

test('with shared memory the painter is told at once to stop', async () => {
  vi.stubGlobal('crossOriginIsolated', true);
  const worker = new FakeWorker();
  const painter = new Painter(worker, nothing_here);
  vi.unstubAllGlobals();
  const told = worker.heard[0];
  if (told?.kind !== 'stop_flag') throw new Error('no flag');
  const flag = new Int32Array(told.flag);
  void painter.paint('a', 'one');
  expect(Atomics.load(flag, 0)).not.toBe(worker.asked(1).ticket);
  const newer = painter.paint('b', 'one');
  expect(Atomics.load(flag, 0)).toBe(worker.asked(1).ticket);
  worker.say({ kind: 'stopped', ticket: worker.asked(1).ticket });
  worker.paint(2);
  expect((await newer)?.sha256).toBe('b');
});

test('the customer can stop what is being painted, and the next picture is painted', async () => {
  const worker = new FakeWorker();
  const progress: (number | undefined)[] = [];
  const painter = new Painter(worker, nothing_here, (done) => progress.push(done));
  const running = painter.paint('a', 'one');
  worker.say({ kind: 'progress', ticket: worker.asked(0).ticket, done: 0.4 });
  painter.stop_painting();
  expect(await running).toBeUndefined();
  worker.say({ kind: 'stopped', ticket: worker.asked(0).ticket });
  expect(progress).toEqual([0, 0.4, undefined]);
  void painter.paint('a', 'one');
  expect(worker.heard.length).toBe(2);
});

test('an opened photo makes needless what was asked for before', async () => {
  const worker = new FakeWorker();
  const painter = new Painter(worker, nothing_here);
  const running = painter.paint('a', 'one');
  const waiting = painter.paint('a', 'two');
  const opening = painter.open_photo(new Uint8Array(3));
  const asked = worker.heard[1];
  if (asked?.kind !== 'photo') throw new Error('not asked to open');
  expect(await settled(waiting)).toBe(false);
  worker.say({ kind: 'opened', ticket: asked.ticket, copy });
  expect(await opening).toEqual(copy);
  expect(await running).toBeUndefined();
  expect(await waiting).toBeUndefined();
});

test('a photo that is refused leaves alone what is painted of the open one', async () => {
  const worker = new FakeWorker();
  const painter = new Painter(worker, nothing_here);
  const running = painter.paint('a', 'one');
  const opening = painter.open_photo(new Uint8Array(3));
  worker.paint(0);
  const asked = worker.heard[1];
  worker.say({ kind: 'failed', ticket: asked?.kind === 'photo' ? asked.ticket : -1, message: 'no photo' });
  await expect(opening).rejects.toThrow('no photo');
  expect((await running)?.sha256).toBe('a');
});

test('a failure is told to who asked, and the next picture is painted', async () => {
  const worker = new FakeWorker();
  const painter = new Painter(worker, nothing_here);
  const first = painter.paint('a', 'one');
  const second = painter.paint('a', 'two');
  worker.say({ kind: 'failed', ticket: 1, message: 'too small' });
  await expect(first).rejects.toThrow('too small');
  worker.paint(1);
  expect((await second)?.sha256).toBe('a');
});

test('without a worker, or when it breaks, pictures are painted on the page, from the photo itself', async () => {
  const alone_here = new Page();
  const alone = new Painter(undefined, alone_here);
  expect(await alone.open_photo(new Uint8Array(2))).toBeUndefined();
  expect((await alone.paint('a', 'one'))?.sha256).toBe('here a');
  expect(alone_here.did).toEqual(['open 2', 'paint a']);

  const { worker, page, painter } = await with_photo(3);
  const running = painter.paint('b', 'one');
  worker.onerror?.({});
  expect((await running)?.sha256).toBe('here b');
  expect((await painter.paint('c', 'one'))?.sha256).toBe('here c');
  expect(page.did).toEqual(['complete 3', 'paint b', 'paint c']);
});

test('a worker that breaks is ended, and nothing that it says later is heard', async () => {
  const { worker, painter } = await with_photo(3);
  const running = painter.paint('b', 'one');
  const asked = worker.asked(1);
  worker.say({ kind: 'broken' });
  expect(worker.terminated).toBe(true);
  worker.say({ kind: 'painted', ticket: asked.ticket, pixels: new ArrayBuffer(4), width: 1, height: 1, sha256: 'late' });
  expect((await running)?.sha256).toBe('here b');
});

test('a worker that breaks over a photo which the page refuses too leaves the open photo to be painted from whole', async () => {
  const { worker, page, painter } = await with_photo(3);
  page.refuses = true;
  const opening = painter.open_photo(new Uint8Array(4));
  worker.onerror?.({});
  await expect(opening).rejects.toThrow('no photo');
  expect((await painter.paint('b', 'one'))?.sha256).toBe('here b');
  expect(page.did).toEqual(['refuse 4', 'complete 3', 'paint b']);
});

test('a worker that breaks over a photo which the page can open makes needless what was asked of the one before', async () => {
  const { worker, page, painter } = await with_photo(3);
  const before = painter.paint('a', 'one', true);
  const opening = painter.open_photo(new Uint8Array(4));
  worker.onerror?.({});
  expect(await opening).toBeUndefined();
  expect(await before).toBeUndefined();
  expect((await painter.paint('b', 'one'))?.sha256).toBe('here b');
  expect(page.did).toEqual(['open 4', 'paint b']);
});

test('of a picture that nobody waits for no progress is told', () => {
  const worker = new FakeWorker();
  const progress: (number | undefined)[] = [];
  const painter = new Painter(worker, nothing_here, (done) => progress.push(done));
  void painter.paint('a', 'one');
  painter.stop_painting();
  worker.say({ kind: 'progress', ticket: worker.asked(0).ticket, done: 0.4 });
  expect(progress).toEqual([0]);
});

test('what may disappoint is handed on', () => {
  const worker = new FakeWorker();
  const heard: (readonly string[])[] = [];
  new Painter(worker, nothing_here, undefined, (hints) => heard.push(hints));
  worker.say({ kind: 'hints', hints: ['The photo is dark.'] });
  expect(heard).toEqual([['The photo is dark.']]);
});
