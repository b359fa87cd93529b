import type { Region } from './picture';

export const kFaceSide = 256;

// A face that may be there. The finder of faces knows people's; an animal's eyes and nose are the next best to it.
export interface Guess {
  logit: number; // how surely
  x: number; // its middle, in the picture's pixels
  y: number;
  size: number; // its width
}

// Of one grid: how surely there is a face, and 16 numbers on where, for every anchor.
export interface Grid {
  logits: ArrayLike<number>;
  places: ArrayLike<number>; // middle and size first, in the finder's pixels from the anchor
}

// Cells a side, and anchors in each.
const kGrids = [{ cells: 16, anchors: 2 }, { cells: 8, anchors: 6 }] as const;
const kNumbers = 16;

// What the finder says of a square region; the finer grid first.
export function guesses(grids: readonly [Grid, Grid], square: Region): Guess[] {
  const scale = square.width / kFaceSide;
  return kGrids.flatMap(({ cells, anchors }, which) => {
    const { logits, places } = grids[which]!;
    return Array.from({ length: cells * cells * anchors }, (_, at) => {
      const cell = Math.floor(at / anchors);
      const [x, y] = [(cell % cells) + 0.5, Math.floor(cell / cells) + 0.5].map((middle) => (middle / cells) * kFaceSide) as [number, number];
      const number = (which_one: number): number => places[kNumbers * at + which_one]!;
      return { logit: logits[at]!, x: square.left + (x + number(0)) * scale, y: square.top + (y + number(1)) * scale, size: number(2) * scale };
    });
  });
}
