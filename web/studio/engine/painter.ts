import type { FromPainter, PhotoCopy, ToPainter } from './paint_messages';

export interface PaintedPicture {
  picture: ImageData;
  sha256: string;
}

// What paints: a worker, or whatever stands in for it.
export interface PaintPort {
  postMessage(message: ToPainter): void;
  terminate(): void;
  onmessage: ((event: { data: FromPainter }) => void) | null;
  onerror: ((event: unknown) => void) | null;
}

// Painting on the page, where there is no worker. A photo that a worker had opened is handed over once, before the first
// picture of it.
export interface PaintHere {
  // Rejects when it is no photo; the one that was open stays.
  open_photo(bytes: Uint8Array): Promise<void>;
  complete_photo(bytes: Uint8Array): void;
  paint(recipe_json: string, target: string): PaintedPicture;
}

interface Waiter {
  done(picture: PaintedPicture | undefined): void;
  failed(error: Error): void;
}

interface Job {
  ticket: number;
  recipe_json: string;
  target: string;
  kept: boolean;
  waiters: Waiter[];
}

interface Opening {
  bytes: Uint8Array;
  done(copy: PhotoCopy | undefined): void;
  failed(error: Error): void;
}

// Asks for painted pictures, one at a time. A newer recipe stops what is being painted of an older one.
export class Painter {
  private tickets = 0;
  private waiting: Job[] = [];
  private current: Job | undefined;
  private readonly openings = new Map<number, Opening>();
  private photo: Uint8Array | undefined; // open, and the page has only a copy of it
  private readonly stop_flag: Int32Array | undefined;

  // `on_progress`: 0..1 while a picture is painted, undefined when none is. `on_hints`: what may disappoint, as keys of texts.
  constructor(
    private port: PaintPort | undefined,
    private readonly here: PaintHere,
    private readonly on_progress: (done: number | undefined) => void = () => undefined,
    private readonly on_hints: (hints: readonly string[]) => void = () => undefined,
  ) {
    if (!port) return;
    port.onmessage = (event) => this.hear(event.data);
    port.onerror = () => this.do_without();
    if (!globalThis.crossOriginIsolated) return; // no shared memory: what is begun is finished, and thrown away
    const flag = new SharedArrayBuffer(4);
    this.stop_flag = new Int32Array(flag);
    port.postMessage({ kind: 'stop_flag', flag });
  }

  // A copy to show; nothing where there is no painter beside the page, which then has opened the photo itself.
  // Rejects with a sentence when it is no photo; the one that was open stays.
  open_photo(bytes: Uint8Array): Promise<PhotoCopy | undefined> {
    return new Promise((done, failed) => {
      const opening = { bytes, done, failed };
      if (!this.port) return void this.open_here(opening);
      const ticket = ++this.tickets;
      this.openings.set(ticket, opening);
      this.port.postMessage({ kind: 'photo', ticket, bytes });
    });
  }

  // Nothing when a newer request made this one needless. One that is `kept` is painted whatever comes after it.
  paint(recipe_json: string, target: string, kept = false): Promise<PaintedPicture | undefined> {
    return new Promise((done, failed) => {
      const same = [this.current, ...this.waiting].find((job) => job?.recipe_json === recipe_json && job.target === target && job.waiters.length > 0);
      if (same) {
        same.kept ||= kept;
        same.waiters.push({ done, failed });
        return;
      }
      const overtaken = (job: Job): boolean => !job.kept && (job.target === target || job.recipe_json !== recipe_json);
      for (const job of this.waiting.filter(overtaken)) give_up(job);
      this.waiting = this.waiting.filter((job) => !overtaken(job));
      if (this.current && overtaken(this.current)) this.stop(this.current);
      this.waiting.push({ ticket: ++this.tickets, recipe_json, target, kept, waiters: [{ done, failed }] });
      this.next();
    });
  }

  // Gives up everything but what is kept.
  stop_painting(): void {
    for (const job of this.waiting.filter((each) => !each.kept)) give_up(job);
    this.waiting = this.waiting.filter((job) => job.kept);
    if (this.current && !this.current.kept) this.stop(this.current);
  }

  private stop(job: Job): void {
    give_up(job);
    if (this.stop_flag) Atomics.store(this.stop_flag, 0, job.ticket);
  }

  private next(): void {
    if (this.current || this.waiting.length === 0) return;
    const job = this.waiting.shift()!;
    this.current = job;
    this.on_progress(0);
    if (this.port) {
      this.port.postMessage({ kind: 'paint', ticket: job.ticket, recipe_json: job.recipe_json, target: job.target });
      return;
    }
    // After a breath, so that a message about it can be seen.
    setTimeout(() => this.paint_here(job), 30);
  }

  private async open_here({ bytes, done, failed }: Opening): Promise<void> {
    try {
      await this.here.open_photo(bytes);
    } catch (error) {
      return failed(error as Error);
    }
    this.photo = undefined; // only now: until then pictures may be wanted of the one before
    this.give_up_all();
    done(undefined);
  }

  private paint_here(job: Job): void {
    if (job.waiters.length === 0) return this.finish();
    try {
      if (this.photo) this.here.complete_photo(this.photo);
      this.photo = undefined;
      const painted = this.here.paint(job.recipe_json, job.target);
      for (const waiter of job.waiters) waiter.done(painted);
    } catch (error) {
      for (const waiter of job.waiters) waiter.failed(error as Error);
    }
    this.finish();
  }

  private hear(message: FromPainter): void {
    if (message.kind === 'broken') return this.do_without();
    if (message.kind === 'hints') return this.on_hints(message.hints);
    if (message.kind === 'opened') return this.opened(message.ticket, message.copy);
    const opening = this.openings.get(message.ticket);
    if (opening && message.kind === 'failed') {
      this.openings.delete(message.ticket);
      return opening.failed(new Error(message.message));
    }
    const job = this.current;
    if (job?.ticket !== message.ticket) return;
    if (message.kind === 'progress') {
      if (job.waiters.length > 0) this.on_progress(message.done);
      return;
    }
    if (message.kind === 'failed') for (const waiter of job.waiters) waiter.failed(new Error(message.message));
    if (message.kind === 'painted') {
      const picture = new ImageData(new Uint8ClampedArray(message.pixels), message.width, message.height);
      for (const waiter of job.waiters) waiter.done({ picture, sha256: message.sha256 });
    }
    this.finish();
  }

  // What was asked for before is about another photo.
  private give_up_all(): void {
    for (const job of this.waiting.splice(0)) give_up(job);
    if (this.current) this.stop(this.current);
  }

  private opened(ticket: number, copy: PhotoCopy): void {
    const opening = this.openings.get(ticket);
    if (!opening) return;
    this.openings.delete(ticket);
    this.photo = opening.bytes;
    this.give_up_all();
    this.finish();
    opening.done(copy);
  }

  private finish(): void {
    this.current = undefined;
    this.on_progress(undefined);
    this.next();
  }

  private do_without(): void {
    if (!this.port) return;
    this.port.onmessage = this.port.onerror = null; // what it may still say is about pictures that are painted here now
    this.port.terminate();
    this.port = undefined;
    for (const opening of this.openings.values()) void this.open_here(opening);
    this.openings.clear();
    if (this.current) this.waiting.unshift(this.current);
    this.finish();
  }
}

function give_up(job: Job): void {
  for (const waiter of job.waiters.splice(0)) waiter.done(undefined);
}
