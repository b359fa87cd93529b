// What the page and its painter (paint_worker.ts) say to each other.
export type ToPainter =
  | { kind: 'photo'; bytes: Uint8Array }
  | { kind: 'paint'; ticket: number; recipe_json: string; target: string };

export type FromPainter =
  | { kind: 'painted'; ticket: number; pixels: ArrayBuffer; width: number; height: number; sha256: string }
  | { kind: 'failed'; ticket: number; message: string }
  | { kind: 'broken' };
