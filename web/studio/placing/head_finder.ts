import type { FromFinder, ToFinder } from './finder_messages';
import type { Oval } from './head';
import type { Picture } from './picture';

// The part of Worker that is used.
export interface FinderPort {
  onmessage: ((event: MessageEvent<FromFinder>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
  postMessage(message: ToFinder): void;
  terminate(): void;
}

interface Clock {
  later(run: () => void, ms: number): number;
  never_mind(timer: number): void;
}

// Nobody waits longer for an oval that one can drag. What is still on its way then comes too late for this photo.
const kMostMs = 2500;
const kMostMsToLoad = 700;

// Says where the pet's head is in a photo. What it takes is loaded ahead, and let go of once it has answered: it holds as
// much memory as a photo.
export class HeadFinder {
  private port: FinderPort | undefined;
  private ready = false;
  private ticket = 0;
  private timer: number | undefined;
  private answer: ((oval: Oval | undefined) => void) | undefined;

  // `start` gives nothing where there is no finder.
  constructor(private readonly start: () => FinderPort | undefined, private readonly clock: Clock) {}

  prepare(): void {
    if (this.port) return;
    this.port = this.start();
    if (!this.port) return;
    this.port.onmessage = ({ data }) => this.hear(data);
    this.port.onerror = () => this.let_go();
  }

  // Undefined where no pet is seen, where there is no finder, and where it takes too long. One photo at a time: an
  // earlier question is then answered with nothing.
  find(picture: Picture): Promise<Oval | undefined> {
    this.reply(undefined);
    this.prepare();
    const { port } = this;
    if (!port) return Promise.resolve(undefined);
    return new Promise((resolve) => {
      this.answer = resolve;
      this.timer = this.clock.later(() => this.reply(undefined), this.ready ? kMostMs : kMostMsToLoad);
      port.postMessage({ ticket: ++this.ticket, picture });
    });
  }

  private hear(message: FromFinder): void {
    if (message.kind === 'broken') return this.let_go();
    if (message.kind === 'ready') return this.is_ready();
    if (message.ticket !== this.ticket) return;
    this.reply(message.oval);
    this.let_go();
  }

  private is_ready(): void {
    this.ready = true;
    performance.mark('picasso:finder'); // for who measures the studio
    if (!this.answer) return;
    this.clock.never_mind(this.timer!);
    this.timer = this.clock.later(() => this.reply(undefined), kMostMs);
  }

  private reply(oval: Oval | undefined): void {
    const { answer } = this;
    if (!answer) return;
    this.answer = undefined;
    this.clock.never_mind(this.timer!);
    answer(oval);
  }

  private let_go(): void {
    if (this.port) {
      this.port.onmessage = this.port.onerror = null;
      this.port.terminate();
    }
    this.port = undefined;
    this.ready = false;
    this.reply(undefined);
  }
}
