import module_url from '@wasm/picasso_studio.mjs?url';
import wasm_url from '@wasm/picasso_studio.wasm?url';
import scene_url from '@scene/the-scream.scene?url';

type Pointer = number;

// The C interface of wasm-client/main.cc.
interface StudioModule {
  HEAPU8: Uint8Array;
  UTF8ToString(at: Pointer): string;
  stringToUTF8(text: string, at: Pointer, max_bytes: number): void;
  lengthBytesUTF8(text: string): number;
  _malloc(size: number): Pointer;
  _free(at: Pointer): void;
  _studio_error(): Pointer;
  _studio_load_scene(at: Pointer, size: number): number;
  _studio_load_photo(at: Pointer, size: number): number;
  _studio_photo_width(): number;
  _studio_photo_height(): number;
  _studio_recipe(): Pointer;
  _studio_set_recipe(json: Pointer): number;
  _studio_revision(): number;
  _studio_value(field: number): number;
  _studio_min(field: number): number;
  _studio_max(field: number): number;
  _studio_step(field: number): number;
  _studio_set_value(field: number, value: number): void;
  _studio_command(command: number, coarse: number): void;
  _studio_command_for_key(key: Pointer, shift: number, control: number): number;
  _studio_zoom(factor: number): void;
  _studio_open_gesture(): void;
  _studio_close_gesture(): void;
  _studio_can_undo(): number;
  _studio_can_redo(): number;
  _studio_render(target: Pointer): number;
  _studio_render_draft(target: Pointer): number;
  _studio_pixels(): Pointer;
  _studio_pixels_width(): number;
  _studio_pixels_height(): number;
  _studio_pixels_sha256(): Pointer;
  _studio_open_surface(selector: Pointer): number;
  _studio_resize(width: number, height: number, pixel_ratio: number): void;
  _studio_pointer(event: number, id: number, touch: number, x: number, y: number): void;
  _studio_frame(seconds: number): number;
  _studio_hovered(): number;
  _studio_busy(): number;
  _studio_context_lost(): void;
  _studio_context_restored(): void;
}

// A sentence for the customer: the photo is of a kind we do not take, cut short ...
export class EngineError extends Error {}

export const kSceneId = 'the-scream';

async function fetch_bytes(url: string): Promise<ArrayBuffer> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return response.arrayBuffer();
}

// The studio module with its scene loaded. One per page.
export class Engine {
  private constructor(readonly raw: StudioModule) {}

  // Rejects when the module or the scene does not arrive whole.
  static async load(): Promise<Engine> {
    const [factory, wasmBinary, scene] = await Promise.all([
      import(/* @vite-ignore */ new URL(module_url, location.href).href) as Promise<{
        default: (options: object) => Promise<StudioModule>;
      }>,
      fetch_bytes(wasm_url),
      fetch_bytes(scene_url),
    ]);
    const engine = new Engine(await factory.default({ wasmBinary }));
    engine.with_bytes(new Uint8Array(scene), (at, size) => engine.check(engine.raw._studio_load_scene(at, size)));
    return engine;
  }

  // Throws EngineError; the photo that was open stays open.
  load_photo(bytes: Uint8Array): void {
    this.with_bytes(bytes, (at, size) => this.check(this.raw._studio_load_photo(at, size)));
  }

  recipe_json(): string {
    return this.raw.UTF8ToString(this.raw._studio_recipe());
  }

  values(count: number): number[] {
    return Array.from({ length: count }, (_, field) => this.raw._studio_value(field));
  }

  command_for_key(key: string, shift: boolean, control: boolean): number {
    return this.with_text(key, (at) => this.raw._studio_command_for_key(at, Number(shift), Number(control)));
  }

  open_surface(selector: string): boolean {
    return this.with_text(selector, (at) => this.raw._studio_open_surface(at)) === 1;
  }

  // Throws EngineError when the recipe is not valid.
  set_recipe_json(json: string): void {
    this.check(this.with_text(json, (at) => this.raw._studio_set_recipe(at)));
  }

  // The painted picture; takes most of a second.
  render(target: string): ImageData {
    this.check(this.with_text(target, (at) => this.raw._studio_render(at)));
    return this.pixels();
  }

  // A quick one for what moves.
  render_draft(target: string): ImageData {
    this.check(this.with_text(target, (at) => this.raw._studio_render_draft(at)));
    return this.pixels();
  }

  // A copy: it stays valid when the module's memory grows.
  private pixels(): ImageData {
    const width = this.raw._studio_pixels_width();
    const height = this.raw._studio_pixels_height();
    const at = this.raw._studio_pixels();
    return new ImageData(new Uint8ClampedArray(this.raw.HEAPU8.slice(at, at + 4 * width * height).buffer), width, height);
  }

  // Of the latest picture.
  pixels_sha256(): string {
    return this.raw.UTF8ToString(this.raw._studio_pixels_sha256());
  }

  private check(code: number): void {
    if (code !== 0) throw new EngineError(this.raw.UTF8ToString(this.raw._studio_error()));
  }

  private with_bytes<T>(bytes: Uint8Array, use: (at: Pointer, size: number) => T): T {
    const at = this.raw._malloc(bytes.length);
    if (at === 0) throw new EngineError('This device has not enough free memory for this photo.');
    try {
      this.raw.HEAPU8.set(bytes, at);
      return use(at, bytes.length);
    } finally {
      this.raw._free(at);
    }
  }

  private with_text<T>(text: string, use: (at: Pointer) => T): T {
    const size = this.raw.lengthBytesUTF8(text) + 1;
    const at = this.raw._malloc(size);
    try {
      this.raw.stringToUTF8(text, at, size);
      return use(at);
    } finally {
      this.raw._free(at);
    }
  }
}
