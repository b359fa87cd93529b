import module_url from '@wasm/picasso_studio.mjs?url';
import wasm_url from '@wasm/picasso_studio.wasm?url';
import wasm_sha256 from '@wasm/picasso_studio.wasm?sha256';
import scene_url from '@scene/the-scream.scene?url';
import scene_sha256 from '@scene/the-scream.scene?sha256';
import { fetch_whole } from './fetch_whole';
import type { PhotoCopy } from './paint_messages';
import type { Recipe } from './recipe';
import { type Pointer, type RawModule, WasmModule, start_module } from './wasm_module';

// The C interface of wasm-client/main.cc.
interface StudioModule extends RawModule {
  _studio_error(): Pointer;
  _studio_load_scene(at: Pointer, size: number): number;
  _studio_load_photo(at: Pointer, size: number): number;
  _studio_show_photo(rgba: Pointer, width: number, height: number, photo_width: number, photo_height: number): number;
  _studio_complete_photo(at: Pointer, size: number): number;
  _studio_photo_width(): number;
  _studio_photo_height(): number;
  _studio_recipe(): Pointer;
  _studio_begin_with(recipe_json: Pointer): number;
  _studio_set_recipe(json: Pointer): number;
  _studio_revision(): number;
  _studio_value(field: number): number;
  _studio_min(field: number): number;
  _studio_max(field: number): number;
  _studio_step(field: number): number;
  _studio_set_value(field: number, value: number): void;
  _studio_command(command: number, coarse: number): void;
  _studio_command_for_key(key: Pointer, shift: number, control: number): number;
  _studio_wheel(factor: number, x: number, y: number): void;
  _studio_view_zoom(): number;
  _studio_print(spec: Pointer): Pointer;
  _studio_soft_under_dpi(): number;
  _studio_show_mask(at: Pointer, width: number, height: number): void;
  _studio_set_method(automatic: number): void;
  _studio_remove_eye(index: number): void;
  _studio_choose_tool(tool: number): void;
  _studio_set_brush_size(percent: number): void;
  _studio_step_tool(right: number, down: number): void;
  _studio_use_tool(): number;
  _studio_refusals(): number;
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
  _studio_open_surface_in_memory(): void;
  _studio_surface_pixels(): Pointer;
  _studio_surface_pixels_width(): number;
  _studio_surface_pixels_height(): number;
  _studio_resize(width: number, height: number, pixel_ratio: number): void;
  _studio_pointer(event: number, id: number, touch: number, x: number, y: number): void;
  _studio_frame(seconds: number): number;
  _studio_hovered(): number;
  _studio_busy(): number;
  _studio_context_lost(): void;
  _studio_context_restored(): void;
  _studio_go_on_in_memory(): void;
}

export { EngineError } from './wasm_module';

export const kSceneId = 'the-scream';

// How a product prints the pet, at the recipe as it is.
export interface PrintFacts {
  dpi: number;
  is_soft: boolean; // so few that the customer is warned
  pet_cm: readonly [number, number]; // width, height of the painted oval
  area_cm: readonly [number, number]; // of the whole print
}

// The studio module with its scene. One per page.
export class Engine extends WasmModule<StudioModule> {
  private shown: ImageData | undefined;
  private shown_at: Pointer = 0;

  private constructor(raw: StudioModule, private scene: Uint8Array | undefined) {
    super(raw, () => raw._studio_error());
  }

  // Rejects when the module or the scene does not arrive whole.
  static async load(): Promise<Engine> {
    const [raw, scene] = await Promise.all([start_module<StudioModule>(module_url, wasm_url, wasm_sha256), fetch_whole(scene_url, scene_sha256)]);
    return new Engine(raw, new Uint8Array(scene));
  }

  // Unpacks the scene: holds the page for a moment, so not while somebody reads, but before the first photo is shown.
  // Throws EngineError.
  prepare(): void {
    if (!this.scene) return;
    this.with_bytes(this.scene, (at, size) => this.check(this.raw._studio_load_scene(at, size)));
    this.scene = undefined;
  }

  // Throws EngineError; the photo that was open stays open.
  load_photo(bytes: Uint8Array): void {
    this.with_bytes(bytes, (at, size) => this.check(this.raw._studio_load_photo(at, size)));
  }

  // The photo by its copy; the painter keeps the photo itself. Throws like load_photo.
  show_photo(copy: PhotoCopy): void {
    const { pixels, width, height, photo_width, photo_height } = copy;
    this.with_bytes(new Uint8Array(pixels), (at) =>
      this.check(this.raw._studio_show_photo(at, width, height, photo_width, photo_height)));
  }

  // The photo itself in place of its copy, when there is no painter any more. Throws like load_photo.
  complete_photo(bytes: Uint8Array): void {
    this.with_bytes(bytes, (at, size) => this.check(this.raw._studio_complete_photo(at, size)));
  }

  // Another for every change of the recipe.
  revision(): number {
    return this.raw._studio_revision();
  }

  recipe_json(): string {
    return this.text(this.raw._studio_recipe());
  }

  recipe(): Recipe {
    return JSON.parse(this.recipe_json()) as Recipe;
  }

  values(count: number): number[] {
    return Array.from({ length: count }, (_, field) => this.raw._studio_value(field));
  }

  command_for_key(key: string, shift: boolean, control: boolean): number {
    return this.with_text(key, (at) => this.raw._studio_command_for_key(at, Number(shift), Number(control)));
  }

  // Undefined for a product without a print, and before there is a photo.
  print_facts(spec: string): PrintFacts | undefined {
    const at = this.raw._studio_print(this.name(spec));
    if (at === 0) return undefined;
    const [dpi = 0, pet_width = 0, pet_height = 0, width = 0, height = 0] = new Float64Array(this.raw.HEAPU8.buffer, at, 5);
    return { dpi, is_soft: dpi < this.raw._studio_soft_under_dpi(), pet_cm: [pet_width, pet_height], area_cm: [width, height] };
  }

  // What of the photo becomes the pet: a painted "mask:..." of the recipe as it is.
  show_mask({ data, width, height }: ImageData): void {
    this.with_bytes(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), (at) => this.raw._studio_show_mask(at, width, height));
  }

  open_surface(selector: string): boolean {
    return this.with_text(selector, (at) => this.raw._studio_open_surface(at)) === 1;
  }

  // Throws EngineError when the recipe is not valid.
  set_recipe_json(json: string): void {
    this.check(this.with_text(json, (at) => this.raw._studio_set_recipe(at)));
  }

  // Work on the open photo begins with this recipe's oval, and reset goes back to it. Throws EngineError.
  begin_with(recipe_json: string): void {
    this.check(this.with_text(recipe_json, (at) => this.raw._studio_begin_with(at)));
  }

  // The painted picture, on the page; for browsers without workers. Valid until the next picture.
  render(target: string): ImageData {
    this.check(this.raw._studio_render(this.name(target)));
    return this.pixels();
  }

  // A quick one for what moves. Valid until the next picture.
  render_draft(target: string): ImageData {
    this.check(this.raw._studio_render_draft(this.name(target)));
    return this.pixels();
  }

  // Of the latest picture.
  pixels_sha256(): string {
    return this.text(this.raw._studio_pixels_sha256());
  }

  // The latest frame of a surface in memory. Valid until the next one.
  surface_frame(): ImageData {
    const [width, height] = [this.raw._studio_surface_pixels_width(), this.raw._studio_surface_pixels_height()];
    return new ImageData(new Uint8ClampedArray(this.raw.HEAPU8.buffer as ArrayBuffer, this.raw._studio_surface_pixels(), 4 * width * height), width, height);
  }

  // The module's own memory as a picture: nothing is copied, and made anew only when the memory has moved.
  private pixels(): ImageData {
    const width = this.raw._studio_pixels_width();
    const height = this.raw._studio_pixels_height();
    const at = this.raw._studio_pixels();
    const { buffer } = this.raw.HEAPU8;
    const { shown } = this;
    if (shown && shown.data.buffer === buffer && this.shown_at === at && shown.width === width && shown.height === height) return shown;
    this.shown_at = at;
    this.shown = new ImageData(new Uint8ClampedArray(buffer as ArrayBuffer, at, 4 * width * height), width, height);
    return this.shown;
  }
}
