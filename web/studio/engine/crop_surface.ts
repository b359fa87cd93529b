import { measure } from '../measure';
import type { Engine } from './engine';

// model::Grip -> cursor, and ui::PointerEvent, by their numbers.
const kCursors = ['crosshair', 'move', 'ew-resize', 'ns-resize', 'ew-resize', 'ns-resize', 'grab'];
const PointerKind = { down: 0, move: 1, up: 2, cancel: 3, leave: 4 } as const;
// What studio_frame tells, summed.
const Frame = { another_wanted: 1, drawn: 2 } as const;

const kWheelGestureMs = 400;
const kWheelUnit = 100; // pixels that one notch of a mouse wheel sends
const kPerNotch = 1.08;
const kRestoreMs = 3000; // a GPU that comes back does so within a second or two

export interface SurfaceListener {
  // The recipe may have changed; `busy` while something is being dragged.
  changed(busy: boolean): void;
  // True when a key belongs to the tool in hand instead of the oval.
  key(event: KeyboardEvent): boolean;
}

// Joins the canvas to the module: events go in, frames come out, and only when something has changed.
export class CropSurface {
  private frame_pending = false;
  private last_frame_ms = 0;
  private wheel_timer = 0;
  private restore_timer = 0;
  private listening = new AbortController(); // to the canvas of now
  private readonly sizes = new ResizeObserver(() => this.resize());
  private constructor(
    private readonly engine: Engine,
    private canvas: HTMLCanvasElement,
    private readonly listener: SurfaceListener,
    // Where the module has no GPU to draw with: its frames are put here.
    private plain: CanvasRenderingContext2D | undefined,
  ) {
    window.addEventListener('resize', () => this.resize());
    this.listen();
  }

  // Drawn with WebGL2, or without it in memory. Undefined when the browser has no canvas at all; the HTML controls work
  // without one.
  static open(engine: Engine, selector: string, listener: SurfaceListener): CropSurface | undefined {
    const canvas = document.querySelector<HTMLCanvasElement>(selector)!;
    if (engine.open_surface(selector)) return new CropSurface(engine, canvas, listener, undefined);
    const plain = canvas.getContext('2d');
    if (!plain) return undefined;
    engine.raw._studio_open_surface_in_memory();
    return new CropSurface(engine, canvas, listener, plain);
  }

  // Draws soon; many calls before the next frame are one frame.
  invalidate(): void {
    if (this.frame_pending) return;
    this.frame_pending = true;
    requestAnimationFrame((now) => this.frame(now));
  }

  private listen(): void {
    const { signal } = this.listening;
    this.listen_to_pointers(signal);
    this.listen_to_wheel(signal);
    this.listen_to_keys(signal);
    this.listen_to_context(signal);
    this.sizes.observe(this.canvas);
    this.resize();
  }

  private frame(now: number): void {
    this.frame_pending = false;
    const start = performance.now();
    const seconds = Math.min(0.1, (now - this.last_frame_ms) / 1000);
    this.last_frame_ms = now;
    const told = this.engine.raw._studio_frame(seconds);
    if (told & Frame.drawn) this.plain?.putImageData(this.engine.surface_frame(), 0, 0);
    this.canvas.style.cursor = kCursors[this.engine.raw._studio_hovered()] ?? 'default';
    const busy = this.engine.raw._studio_busy() === 1;
    this.listener.changed(busy);
    if (busy && told & Frame.drawn) measure('picasso:drag-frame', start); // all of the page's work for it
    if (told & Frame.another_wanted) this.invalidate();
  }

  private listen_to_pointers(signal: AbortSignal): void {
    const send = (kind: number) => (event: PointerEvent) => {
      if (kind === PointerKind.down) {
        if (event.pointerType === 'mouse' && event.button !== 0) return;
        this.close_gesture();
        this.canvas.setPointerCapture(event.pointerId);
      }
      const box = this.canvas.getBoundingClientRect();
      const touch = Number(event.pointerType !== 'mouse');
      this.engine.raw._studio_pointer(kind, event.pointerId, touch, event.clientX - box.left, event.clientY - box.top);
      this.invalidate();
    };
    this.canvas.addEventListener('pointerdown', send(PointerKind.down), { signal });
    this.canvas.addEventListener('pointermove', send(PointerKind.move), { signal });
    this.canvas.addEventListener('pointerup', send(PointerKind.up), { signal });
    this.canvas.addEventListener('pointercancel', send(PointerKind.cancel), { signal });
    this.canvas.addEventListener('pointerleave', send(PointerKind.leave), { signal });
  }

  // What lies under the pointer stays there; a trackpad's pinch arrives as a wheel with Ctrl.
  private listen_to_wheel(signal: AbortSignal): void {
    const on_wheel = (event: WheelEvent): void => {
      // Without focus the wheel belongs to the page: nobody wants to be caught while scrolling past.
      if (!event.ctrlKey && document.activeElement !== this.canvas) return;
      event.preventDefault();
      const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 33 : 1;
      const notches = (event.deltaY * lines * (event.ctrlKey ? 4 : 1)) / kWheelUnit;
      this.engine.raw._studio_open_gesture();
      const box = this.canvas.getBoundingClientRect();
      this.engine.raw._studio_wheel(kPerNotch ** -Math.max(-5, Math.min(5, notches)), event.clientX - box.left, event.clientY - box.top);
      window.clearTimeout(this.wheel_timer);
      this.wheel_timer = window.setTimeout(() => this.close_gesture(), kWheelGestureMs);
      this.invalidate();
    };
    this.canvas.addEventListener('wheel', on_wheel, { passive: false, signal });
  }

  // A held key is one undo step.
  private listen_to_keys(signal: AbortSignal): void {
    this.canvas.addEventListener('keydown', (event) => {
      // On many keyboards brackets are typed with Alt; other keys belong to the browser then.
      if (event.altKey && !'[]{}'.includes(event.key)) return;
      if (this.listener.key(event)) {
        event.preventDefault();
        return this.invalidate();
      }
      const command = this.engine.command_for_key(event.key, event.shiftKey, event.ctrlKey || event.metaKey);
      if (command < 0) return;
      event.preventDefault();
      if (event.repeat) this.engine.raw._studio_open_gesture();
      else this.close_gesture();
      this.engine.raw._studio_command(command, Number(event.shiftKey && event.key.startsWith('Arrow')));
      this.invalidate();
    }, { signal });
    this.canvas.addEventListener('keyup', () => this.close_gesture(), { signal });
    // A key let go of elsewhere is never heard of.
    this.canvas.addEventListener('blur', () => this.close_gesture(), { signal });
  }

  // That of the wheel or of a held key. What is being dragged ends its own, and is one undo step whatever happens meanwhile.
  private close_gesture(): void {
    window.clearTimeout(this.wheel_timer);
    if (this.engine.raw._studio_busy() === 0) this.engine.raw._studio_close_gesture();
  }

  private listen_to_context(signal: AbortSignal): void {
    this.canvas.addEventListener('webglcontextlost', (event) => {
      event.preventDefault();
      this.engine.raw._studio_context_lost();
      this.wait_for_context();
    }, { signal });
    this.canvas.addEventListener('webglcontextrestored', () => {
      window.clearTimeout(this.restore_timer);
      this.engine.raw._studio_context_restored();
      this.invalidate();
    }, { signal });
  }

  private wait_for_context(): void {
    window.clearTimeout(this.restore_timer);
    this.restore_timer = window.setTimeout(() => this.go_on_without_gpu(), kRestoreMs);
  }

  // A canvas keeps its kind of context for life: another takes its place.
  private go_on_without_gpu(): void {
    if (this.engine.raw._studio_busy() === 1) return this.wait_for_context(); // a finger is on the old one
    const canvas = this.canvas.cloneNode() as HTMLCanvasElement;
    const plain = canvas.getContext('2d');
    if (!plain) return;
    const had_focus = document.activeElement === this.canvas;
    this.listening.abort();
    this.listening = new AbortController();
    this.sizes.unobserve(this.canvas);
    this.canvas.replaceWith(canvas);
    if (had_focus) canvas.focus({ preventScroll: true });
    [this.canvas, this.plain] = [canvas, plain];
    this.engine.raw._studio_go_on_in_memory();
    this.listen();
  }

  // The backing store has one pixel per device pixel, also after zooming the page or changing screens.
  private resize(): void {
    const box = this.canvas.getBoundingClientRect();
    if (box.width === 0) return;
    const ratio = Math.min(3, window.devicePixelRatio || 1);
    this.canvas.width = Math.round(box.width * ratio);
    this.canvas.height = Math.round(box.height * ratio);
    this.engine.raw._studio_resize(box.width, box.height, ratio);
    this.frame(performance.now()); // at once: resizing has cleared the canvas
  }
}
