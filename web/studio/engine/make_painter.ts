import { by_id } from '../dom';
import type { Hints } from '../preview/hints';
import { Progress } from '../preview/progress';
import { text } from '../text/text';
import type { Engine } from './engine';
import { Painter, type PaintPort } from './painter';

function next_paint(): Promise<void> {
  return new Promise((resolve) => requestAnimationFrame(() => window.setTimeout(resolve)));
}

// Paints beside the page where the browser can, else on it.
export function make_painter(engine: Engine, hints: Hints): Painter {
  let worker: PaintPort | undefined;
  try {
    worker = new Worker(new URL('./paint_worker.ts', import.meta.url), { type: 'module' }) as unknown as PaintPort;
  } catch {
    worker = undefined;
  }
  const here = {
    open_photo: async (bytes: Uint8Array) => {
      await next_paint(); // decoding holds the page; the message about it must be seen before
      engine.load_photo(bytes);
    },
    complete_photo: (bytes: Uint8Array) => engine.complete_photo(bytes),
    paint: (recipe_json: string, target: string) => {
      // On the page the editor's recipe is the only one: a request that is no longer about it has been overtaken.
      if (engine.recipe_json() !== recipe_json) throw new Error(text('studio.picture_changed'));
      const picture = engine.render(target);
      return { picture, sha256: engine.pixels_sha256() };
    },
  };
  const made: Painter = new Painter(worker, here, (done) => progress.show(done), (lines) => hints.assess(lines));
  const progress = new Progress(by_id('paint-progress'), by_id<HTMLProgressElement>('paint-bar'),
    by_id<HTMLButtonElement>('paint-stop'), () => made.stop_painting());
  return made;
}
