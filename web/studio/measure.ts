// Entries of the browser's performance timeline, for who measures the studio.
const kKept = 2000;
let frames = 0;

export function measure(name: 'picasso:drag-frame' | 'picasso:rest' | 'picasso:repaint' | 'picasso:first-composite', start: number): void {
  // A long afternoon of dragging must not fill the memory.
  if (name === 'picasso:drag-frame' && ++frames % kKept === 0) performance.clearMeasures(name);
  performance.measure(name, { start, end: performance.now() });
}
