// Opens photos and paints beside the page, so that the oval can be dragged on meanwhile.
import { PaintEngine } from './paint_engine';
import type { FromPainter, ToPainter } from './paint_messages';
import { EngineError } from './wasm_module';

const port = self as unknown as {
  onmessage: ((event: MessageEvent<ToPainter>) => void) | null;
  postMessage(message: FromPainter, transfer?: Transferable[]): void;
};

const kTellEveryMs = 60;
const kRestMs = 200; // then nobody waits for a picture, and there is time to look at the photo
const loading = PaintEngine.load();
let stop_flag: Int32Array | undefined;
let hints_timer: ReturnType<typeof setTimeout> | undefined;
let heard = 0; // messages; one may come while the browser hashes

// As the module's own hash has it. The browser's is sooner done, where it has one: pages on plain http lack it.
async function sha256_of(engine: PaintEngine, pixels: ArrayBuffer): Promise<string> {
  if (!globalThis.crypto?.subtle) return engine.sha256();
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', pixels));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

// The time that the latest picture for a target took, for who measures the studio.
function measure(target: string, start: number): void {
  const name = `picasso:painter:${target}`;
  performance.clearMeasures(name);
  performance.measure(name, { start, end: performance.now() });
}

async function paint(engine: PaintEngine, { ticket, recipe_json, target }: Extract<ToPainter, { kind: 'paint' }>): Promise<void> {
  const asked = heard;
  const start = performance.now();
  let told = start;
  const painted = engine.render(recipe_json, target, (done) => {
    if (performance.now() - told > kTellEveryMs) {
      told = performance.now();
      port.postMessage({ kind: 'progress', ticket, done });
    }
    return !stop_flag || Atomics.load(stop_flag, 0) !== ticket;
  });
  if (!painted) return port.postMessage({ kind: 'stopped', ticket });
  measure(target, start);
  const { pixels, width, height } = painted;
  port.postMessage({ kind: 'painted', ticket, pixels, width, height, sha256: await sha256_of(engine, pixels) }, [pixels]);
  if (heard === asked) hints_timer = setTimeout(() => port.postMessage({ kind: 'hints', hints: engine.assess(recipe_json) }), kRestMs);
}

async function answer(engine: PaintEngine, message: ToPainter): Promise<void> {
  if (message.kind === 'stop_flag') {
    stop_flag = new Int32Array(message.flag);
    return;
  }
  ++heard;
  clearTimeout(hints_timer); // they would be about what was before
  if (message.kind === 'photo') {
    const copy = engine.load_photo(message.bytes);
    port.postMessage({ kind: 'opened', ticket: message.ticket, copy }, [copy.pixels]);
  } else {
    await paint(engine, message);
  }
}

async function hear(message: ToPainter): Promise<void> {
  try {
    await answer(await loading, message);
  } catch (error) {
    // Anything but a refusal in words (no memory left, a module that did not load) is the end of this worker.
    if (!(error instanceof EngineError) || message.kind === 'stop_flag') return port.postMessage({ kind: 'broken' });
    port.postMessage({ kind: 'failed', ticket: message.ticket, message: error.message });
  }
}

// A thread that did not load: the painter does its work, too. What goes wrong in the painter itself is answered above.
self.addEventListener('error', (event) => event.preventDefault());
port.onmessage = (event) => void hear(event.data);
