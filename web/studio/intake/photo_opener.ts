import type { Refusal } from './accept';
import type { Outcome } from './normalise';

export type FromIntake =
  | { kind: 'progress'; done: number }
  | { kind: 'outcome'; outcome: Outcome }
  | { kind: 'failed'; name: string }; // an error's name

// The worker of intake_worker.ts, or whatever stands in for it.
export interface IntakePort {
  postMessage(file: Blob): void;
  terminate(): void;
  onmessage: ((event: { data: FromIntake }) => void) | null;
  onerror: ((event: unknown) => void) | null;
}

// What an error at reading or decoding means for the customer.
export function refusal_of(error_name: string): Refusal {
  if (error_name === 'NotReadableError' || error_name === 'NotFoundError') return { why: 'no_files' };
  if (error_name === 'RangeError' || error_name === 'RuntimeError') return { why: 'no_memory' };
  return { why: error_name === 'IncompleteError' ? 'no_decoder' : 'unreadable' };
}

// Makes one photo fit at a time; a newer one, or stop(), ends the one before.
export class PhotoOpener {
  private port: IntakePort | undefined;
  private settle: ((outcome: Outcome | undefined) => void) | undefined;

  // `start` gives nothing, or throws, where there are no workers; then `here` does the work on the page.
  constructor(
    private readonly start: () => IntakePort | undefined,
    private readonly here: (file: Blob, on_progress: (done: number) => void) => Promise<Outcome>,
    private readonly on_progress: (done: number | undefined) => void = () => undefined,
  ) {}

  // Nothing when it was stopped or overtaken.
  async open(file: Blob): Promise<Outcome | undefined> {
    this.stop();
    this.on_progress(0);
    const port = this.started();
    const opening = new Promise<Outcome | undefined>((settle) => { this.settle = settle; });
    const settle = this.settle!;
    if (!port) void this.open_here(file, settle);
    else this.open_there(port, file, settle);
    const outcome = await opening;
    if (this.settle === settle) this.finish();
    return outcome;
  }

  stop(): void {
    this.settle?.(undefined);
    if (this.settle) this.finish();
  }

  private started(): IntakePort | undefined {
    try {
      return (this.port = this.start());
    } catch {
      return undefined;
    }
  }

  private open_there(port: IntakePort, file: Blob, settle: (outcome: Outcome | undefined) => void): void {
    let began = false;
    port.onmessage = ({ data }) => {
      began = true;
      if (data.kind === 'progress') this.on_progress(data.done);
      else settle(data.kind === 'outcome' ? data.outcome : { refused: refusal_of(data.name) });
    };
    // A script that did not arrive: the page itself is still there. A worker that died at work would take the page with it.
    port.onerror = () => {
      port.onmessage = port.onerror = null;
      if (began) settle({ refused: { why: 'no_memory' } });
      else void this.open_here(file, settle);
    };
    port.postMessage(file);
  }

  private async open_here(file: Blob, settle: (outcome: Outcome | undefined) => void): Promise<void> {
    try {
      settle(await this.here(file, (done) => { if (this.settle === settle) this.on_progress(done); }));
    } catch (error) {
      settle({ refused: refusal_of(error instanceof Error ? error.name : '') });
    }
  }

  private finish(): void {
    this.port?.terminate();
    this.port = undefined;
    this.settle = undefined;
    this.on_progress(undefined);
  }
}
