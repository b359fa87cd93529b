import { by_id, element } from '../dom';
import { Engine } from '../engine/engine';
import { make_painter } from '../engine/make_painter';
import type { Painter } from '../engine/painter';
import { make_finder } from '../placing/make_finder';
import { Hints } from '../preview/hints';
import { said, text } from '../text/text';

// The studio's module, and who paints with it.
export interface Workplace {
  engine: Engine;
  painter: Painter;
}

// Where the oval begins.
export const finder = make_finder();

let loading: Promise<Workplace> | undefined;

// Where there is room beside the painting, hints stand there, in sight; else under the tools, where they push nothing
// away from the finger.
const beside = window.matchMedia('(min-width: 1040px)');
const put_hints = (): void => by_id(beside.matches ? 'hints-beside' : 'hints-below').append(by_id('hints'));
put_hints();
beside.addEventListener('change', put_hints);

// Only what is new is read aloud.
export const hints = new Hints((lines) => {
  const list = by_id('hints');
  if (list.dataset['shown'] === lines.join()) return;
  list.dataset['shown'] = lines.join();
  list.replaceChildren(...lines.map((line) => element('li', {}, said(line))));
});

// Without its modules, whole, there is no studio on this page: they were asked for twice, or there is no WebAssembly.
export function say_whether_it_starts(starts: boolean): void {
  by_id('cannot-start').hidden = starts;
}

// Loads once, while the person reads; a failed load is tried again with the next photo.
export function workplace(): Promise<Workplace> {
  loading ??= Engine.load().then((engine) => {
    say_whether_it_starts(true);
    return { engine, painter: make_painter(engine, hints) };
  }).catch((error: unknown) => {
    loading = undefined;
    say_whether_it_starts(false);
    throw error;
  });
  return loading;
}

// What the page shows comes first. The module comes while the person reads, or as soon as they reach for something.
const kReadingMs = 1000;
const kRestMs = 500; // while a file is being chosen, a browser may know no rest

export function load_ahead(): void {
  const idle = window.requestIdleCallback ?? ((run: () => void) => window.setTimeout(run, 300));
  const load_finder = (): void => {
    if (!document.body.classList.contains('has-photo')) finder.prepare();
  };
  const load = (): void => void idle(() => void workplace().then(load_finder, () => undefined), { timeout: kRestMs });
  const load_later = (): void => void window.setTimeout(load, kReadingMs);
  if (document.readyState === 'complete') load_later();
  else window.addEventListener('load', load_later);
  for (const reaching of ['pointerdown', 'keydown', 'dragenter']) window.addEventListener(reaching, load, { once: true });
}

// The module's own memory errors say nothing to a customer.
export function sentence_of(error: unknown): string {
  return error instanceof WebAssembly.RuntimeError || error instanceof RangeError || !(error instanceof Error)
    ? text('studio.photo_needs_memory')
    : said(error.message);
}
