import { type PaintPort, Painter } from '../../../web/studio/engine/painter';
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
  answer(index: number): void {
    const asked = this.heard[index];
    if (asked?.kind !== 'paint') throw new Error('not asked to paint');
    this.onmessage?.({ data: { kind: 'painted', ticket: asked.ticket, pixels: new ArrayBuffer(4), width: 1, height: 1, sha256: asked.recipe_json } });
  }
}

const nothing_here = (): never => {
  throw new Error('must not paint on the page');
};

test('pictures are painted one at a time', async () => {
  const worker = new FakeWorker();
  const painter = new Painter(worker, nothing_here);
  const first = painter.paint('a', 'one');
  const second = painter.paint('a', 'two');
  expect(worker.heard.length).toBe(1);
  worker.answer(0);
  expect((await first)?.sha256).toBe('a');
  expect(worker.heard.length).toBe(2);
  worker.answer(1);
  expect((await second)?.picture.width).toBe(1);
});

test('of several requests for one target only the newest is painted', async () => {
  const worker = new FakeWorker();
  const painter = new Painter(worker, nothing_here);
  const running = painter.paint('a', 'one');
  const overtaken = painter.paint('b', 'one');
  const newest = painter.paint('c', 'one');
  expect(await overtaken).toBeUndefined();
  worker.answer(0);
  worker.answer(1);
  expect((await running)?.sha256).toBe('a');
  expect((await newest)?.sha256).toBe('c');
  expect(worker.heard.length).toBe(2);
});

test('a new photo is sent on and makes what waits needless', async () => {
  const worker = new FakeWorker();
  const painter = new Painter(worker, nothing_here);
  const running = painter.paint('a', 'one');
  const waiting = painter.paint('a', 'two');
  painter.open_photo(new Uint8Array(3));
  worker.answer(0);
  expect(await running).toBeUndefined();
  expect(await waiting).toBeUndefined();
  expect(worker.heard[1]?.kind).toBe('photo');
});

test('a failure is told to who asked, and the next picture is painted', async () => {
  const worker = new FakeWorker();
  const painter = new Painter(worker, nothing_here);
  const first = painter.paint('a', 'one');
  const second = painter.paint('b', 'two');
  worker.onmessage?.({ data: { kind: 'failed', ticket: 1, message: 'too small' } });
  await expect(first).rejects.toThrow('too small');
  worker.answer(1);
  expect((await second)?.sha256).toBe('b');
});

test('without a worker, or when it breaks, pictures are painted on the page', async () => {
  const here = (recipe_json: string): { picture: ImageData; sha256: string } => ({ picture: new ImageData(new Uint8ClampedArray(4), 1, 1), sha256: `here ${recipe_json}` });
  expect((await new Painter(undefined, here).paint('a', 'one'))?.sha256).toBe('here a');
  const worker = new FakeWorker();
  const painter = new Painter(worker, here);
  const running = painter.paint('b', 'one');
  worker.onerror?.({});
  expect((await running)?.sha256).toBe('here b');
});
