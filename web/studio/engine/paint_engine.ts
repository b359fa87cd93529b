import module_url from '@wasm/picasso_compositor.mjs?url';
import wasm_url from '@wasm/picasso_compositor.wasm?url';
import wasm_sha256 from '@wasm/picasso_compositor.wasm?sha256';
import threads_module_url from '@wasm/picasso_compositor_threads.mjs?url';
import threads_wasm_url from '@wasm/picasso_compositor_threads.wasm?url';
import threads_wasm_sha256 from '@wasm/picasso_compositor_threads.wasm?sha256';
import thread_url from '@wasm/picasso_compositor_threads.worker.js?url';
import scene_url from '@scene/the-scream.scene?url';
import scene_sha256 from '@scene/the-scream.scene?sha256';
import { fetch_whole } from './fetch_whole';
import type { PhotoCopy } from './paint_messages';
import { type Pointer, type RawModule, WasmModule, start_module } from './wasm_module';
import type { TextKey } from '../text/text';

// The texts of compositor::hint_name; written out, as only texts that stand in a script reach the browser.
const kHintKeys: Readonly<Record<string, TextKey>> = {
  blurred: 'hint.blurred',
  cut_off: 'hint.cut_off',
  dark: 'hint.dark',
  flash_lit_eyes: 'hint.flash_lit_eyes',
  low_contrast: 'hint.low_contrast',
  not_frontal: 'hint.not_frontal',
  overexposed: 'hint.overexposed',
  small_face: 'hint.small_face',
};

// The C interface of wasm-client/painter.cc.
interface PainterModule extends RawModule {
  go_on(done: number): boolean;
  _painter_error(): Pointer;
  _painter_load_scene(at: Pointer, size: number): number;
  _painter_load_photo(at: Pointer, size: number): number;
  _painter_photo_width(): number;
  _painter_photo_height(): number;
  _painter_copy_photo(): void;
  _painter_render(recipe_json: Pointer, target: Pointer): number;
  _painter_assess(recipe_json: Pointer): Pointer;
  _painter_pixels(): Pointer;
  _painter_pixels_width(): number;
  _painter_pixels_height(): number;
  _painter_pixels_sha256(): Pointer;
}

const kCanceled = 9; // 1 + compositor::ErrorCode::kCanceled

export interface Pixels {
  pixels: ArrayBuffer;
  width: number;
  height: number;
}

// Threads share memory, which only isolated pages may; some browsers start no worker from a worker.
function threads_can_start(): boolean {
  return globalThis.crossOriginIsolated === true && typeof Worker === 'function' && navigator.hardwareConcurrency > 1;
}

async function start_painter(): Promise<PainterModule> {
  if (threads_can_start()) {
    try {
      const mainScriptUrlOrBlob = new URL(threads_module_url, location.href).href; // a thread loads it, too
      return await start_module<PainterModule>(threads_module_url, threads_wasm_url, threads_wasm_sha256, { locateFile: () => thread_url, mainScriptUrlOrBlob });
    } catch {
      // Not whole, or no memory that could grow as far as it may: the other one needs less.
    }
  }
  return start_module<PainterModule>(module_url, wasm_url, wasm_sha256);
}

// The compositor's module with its scene loaded. One per worker.
export class PaintEngine extends WasmModule<PainterModule> {
  private constructor(raw: PainterModule) {
    super(raw, () => raw._painter_error());
  }

  // Rejects when the module or the scene does not arrive whole.
  static async load(): Promise<PaintEngine> {
    const [raw, scene] = await Promise.all([start_painter(), fetch_whole(scene_url, scene_sha256)]);
    const engine = new PaintEngine(raw);
    engine.with_bytes(new Uint8Array(scene), (at, size) => engine.check(raw._painter_load_scene(at, size)));
    return engine;
  }

  // Throws EngineError; the photo that was open stays open.
  load_photo(bytes: Uint8Array): PhotoCopy {
    this.with_bytes(bytes, (at, size) => this.check(this.raw._painter_load_photo(at, size)));
    this.raw._painter_copy_photo();
    return { ...this.pixels(), photo_width: this.raw._painter_photo_width(), photo_height: this.raw._painter_photo_height() };
  }

  // `go_on` is asked now and then, with how much is done (0..1); the picture is nothing when it refused.
  // Throws EngineError.
  render(recipe_json: string, target: string, go_on: (done: number) => boolean): Pixels | undefined {
    this.raw.go_on = go_on;
    const code = this.with_text(recipe_json, (recipe) => this.with_text(target, (at) => this.raw._painter_render(recipe, at)));
    if (code === kCanceled) return undefined;
    this.check(code);
    return this.pixels();
  }

  // Keys of what a customer should hear about the photo in this recipe's oval.
  assess(recipe_json: string): string[] {
    const hints = this.with_text(recipe_json, (at) => this.text(this.raw._painter_assess(at)));
    return hints === '' ? [] : hints.split('\n').map((name) => kHintKeys[name] ?? name);
  }

  // Of the latest picture.
  sha256(): string {
    return this.text(this.raw._painter_pixels_sha256());
  }

  // A copy, to be given away.
  private pixels(): Pixels {
    const width = this.raw._painter_pixels_width();
    const height = this.raw._painter_pixels_height();
    const at = this.raw._painter_pixels();
    return { pixels: this.memory.slice(at, at + 4 * width * height).buffer as ArrayBuffer, width, height };
  }
}
