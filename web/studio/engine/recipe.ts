// What the page reads of a recipe; it is made and checked by the module (compositor/json.h).
export interface Recipe {
  oval: unknown;
  cut_out: { method: 'auto' | 'oval'; strokes: unknown[] };
  eyes: unknown[];
}

export const kMaxStrokes = 64;
export const kMaxEyes = 8;
