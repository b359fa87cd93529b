// What the page and its painter (paint_worker.ts) say to each other.

// A photo as the page shows it: upright RGBA pixels, made smaller, and the photo's own size.
export interface PhotoCopy {
  pixels: ArrayBuffer;
  width: number;
  height: number;
  photo_width: number;
  photo_height: number;
}

export type ToPainter =
  // Memory of both: holds the ticket of a picture that is not wanted any more. A painter at work hears no messages.
  | { kind: 'stop_flag'; flag: SharedArrayBuffer }
  | { kind: 'photo'; ticket: number; bytes: Uint8Array }
  | { kind: 'paint'; ticket: number; recipe_json: string; target: string };

export type FromPainter =
  | { kind: 'opened'; ticket: number; copy: PhotoCopy }
  | { kind: 'progress'; ticket: number; done: number }
  | { kind: 'painted'; ticket: number; pixels: ArrayBuffer; width: number; height: number; sha256: string }
  // About the latest picture, once the painter rests: what may disappoint, in words.
  | { kind: 'hints'; hints: string[] }
  | { kind: 'stopped'; ticket: number }
  | { kind: 'failed'; ticket: number; message: string }
  | { kind: 'broken' };
