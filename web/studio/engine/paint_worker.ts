// Paints beside the page, so that the oval can be dragged on meanwhile: a second copy of the studio module.
import { Engine } from './engine';
import type { FromPainter, ToPainter } from './paint_messages';

const port = self as unknown as {
  onmessage: ((event: MessageEvent<ToPainter>) => void) | null;
  postMessage(message: FromPainter, transfer?: Transferable[]): void;
};

const loading = Engine.load();
loading.catch(() => port.postMessage({ kind: 'broken' }));

function paint(engine: Engine, message: Extract<ToPainter, { kind: 'paint' }>): void {
  try {
    engine.set_recipe_json(message.recipe_json);
    const picture = engine.render(message.target);
    const pixels = picture.data.buffer as ArrayBuffer;
    const sha256 = engine.pixels_sha256();
    port.postMessage(
      { kind: 'painted', ticket: message.ticket, pixels, width: picture.width, height: picture.height, sha256 },
      [pixels],
    );
  } catch (error) {
    port.postMessage({ kind: 'failed', ticket: message.ticket, message: error instanceof Error ? error.message : '' });
  }
}

port.onmessage = (event) => {
  void loading.then((engine) => {
    if (event.data.kind === 'paint') return paint(engine, event.data);
    engine.load_photo(event.data.bytes);
  }).catch(() => port.postMessage({ kind: 'broken' }));
};
