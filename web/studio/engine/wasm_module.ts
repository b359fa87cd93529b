import { fetch_whole } from './fetch_whole';
import { refusal_key } from './refusals';

export type Pointer = number;

// What Emscripten gives every module of ours.
export interface RawModule {
  HEAPU8: Uint8Array;
  memory?(): Uint8Array; // of a module with threads, any of which may have made it larger than HEAPU8 says
  UTF8ToString(at: Pointer): string;
  stringToUTF8(text: string, at: Pointer, max_bytes: number): void;
  lengthBytesUTF8(text: string): number;
  _malloc(size: number): Pointer;
  _free(at: Pointer): void;
}

// The key of a text for the customer: the photo is of a kind we do not take, cut short ... Where none holds it, the module's own sentence.
export class EngineError extends Error {}

type Factory<Raw> = (options: object) => Promise<Raw>;

// A script that came cut short does not parse; under its own address a browser would not ask for it again.
async function import_factory<Raw>(module_url: string): Promise<Factory<Raw>> {
  const url = new URL(module_url, location.href).href;
  const load = (from: string): Promise<{ default: Factory<Raw> }> => import(/* @vite-ignore */ from);
  return (await load(url).catch(() => load(`${url}?again`))).default;
}

// Rejects when script or module did not arrive whole, also at the second try.
export async function start_module<Raw extends RawModule>(module_url: string, wasm_url: string, wasm_sha256: string, options: object = {}): Promise<Raw> {
  const [factory, wasmBinary] = await Promise.all([import_factory<Raw>(module_url), fetch_whole(wasm_url, wasm_sha256)]);
  return factory({ ...options, wasmBinary });
}

// Bytes and texts in and out of a module's memory.
export class WasmModule<Raw extends RawModule> {
  private readonly names = new Map<string, Pointer>();

  constructor(readonly raw: Raw, private readonly error_text: () => Pointer) {}

  text(at: Pointer): string {
    return this.raw.UTF8ToString(at);
  }

  get memory(): Uint8Array {
    return this.raw.memory?.() ?? this.raw.HEAPU8;
  }

  check(code: number): void {
    if (code !== 0) throw new EngineError(refusal_key(this.text(this.error_text())));
  }

  with_bytes<T>(bytes: Uint8Array | Uint8ClampedArray, use: (at: Pointer, size: number) => T): T {
    const at = this.raw._malloc(bytes.length);
    if (at === 0) throw new EngineError('studio.no_memory');
    try {
      this.memory.set(bytes, at);
      return use(at, bytes.length);
    } finally {
      this.raw._free(at);
    }
  }

  // A text of a fixed few, which stays in the module's memory: frames ask for the same ones again and again.
  name(text: string): Pointer {
    const known = this.names.get(text);
    if (known !== undefined) return known;
    const size = this.raw.lengthBytesUTF8(text) + 1;
    const at = this.raw._malloc(size);
    if (at === 0) throw new EngineError('studio.no_memory');
    this.raw.stringToUTF8(text, at, size);
    this.names.set(text, at);
    return at;
  }

  with_text<T>(text: string, use: (at: Pointer) => T): T {
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
