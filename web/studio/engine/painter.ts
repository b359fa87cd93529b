import type { FromPainter, ToPainter } from './paint_messages';

export interface PaintedPicture {
  picture: ImageData;
  sha256: string;
}

// What paints: a worker, or whatever stands in for it.
export interface PaintPort {
  postMessage(message: ToPainter): void;
  onmessage: ((event: { data: FromPainter }) => void) | null;
  onerror: ((event: unknown) => void) | null;
}

interface Job {
  ticket: number;
  recipe_json: string;
  target: string;
  done(picture: PaintedPicture | undefined): void;
  failed(error: Error): void;
}

// Asks for painted pictures, one at a time. Of several that wait for the same target only the newest is painted.
// Where there is no worker, `paint_here` does it on the page.
export class Painter {
  private tickets = 0;
  private waiting: Job[] = [];
  private current: Job | undefined;

  constructor(
    private port: PaintPort | undefined,
    private readonly paint_here: (recipe_json: string, target: string) => PaintedPicture,
  ) {
    if (!port) return;
    port.onmessage = (event) => this.hear(event.data);
    port.onerror = () => this.do_without();
  }

  // What was asked for before is about another photo; its picture is not handed out any more.
  open_photo(bytes: Uint8Array): void {
    this.current?.done(undefined);
    for (const job of this.waiting.splice(0)) job.done(undefined);
    this.port?.postMessage({ kind: 'photo', bytes });
  }

  // Nothing when a newer request for the same target made this one needless.
  paint(recipe_json: string, target: string): Promise<PaintedPicture | undefined> {
    return new Promise((done, failed) => {
      const overtaken = this.waiting.findIndex((job) => job.target === target);
      if (overtaken >= 0) this.waiting.splice(overtaken, 1)[0]?.done(undefined);
      this.waiting.push({ ticket: ++this.tickets, recipe_json, target, done, failed });
      this.next();
    });
  }

  private next(): void {
    if (this.current || this.waiting.length === 0) return;
    const job = this.waiting.shift()!;
    this.current = job;
    if (this.port) {
      this.port.postMessage({ kind: 'paint', ticket: job.ticket, recipe_json: job.recipe_json, target: job.target });
      return;
    }
    // After a breath, so that a message about it can be seen.
    setTimeout(() => {
      try {
        job.done(this.paint_here(job.recipe_json, job.target));
      } catch (error) {
        job.failed(error as Error);
      }
      this.finish();
    }, 30);
  }

  private hear(message: FromPainter): void {
    if (message.kind === 'broken') return this.do_without();
    const job = this.current;
    if (job?.ticket !== message.ticket) return;
    if (message.kind === 'failed') job.failed(new Error(message.message));
    else {
      const pixels = new Uint8ClampedArray(message.pixels);
      job.done({ picture: new ImageData(pixels, message.width, message.height), sha256: message.sha256 });
    }
    this.finish();
  }

  private finish(): void {
    this.current = undefined;
    this.next();
  }

  private do_without(): void {
    if (!this.port) return;
    this.port = undefined;
    if (this.current) this.waiting.unshift(this.current);
    this.finish();
  }
}
