import type { Picture, Region } from './picture';

// What the detector says of a picture: for each place of a square grid, how surely the middle of something of a class is
// there (0..1), and how far that reaches to the left, up, right and down, in the detector's own pixels.
export interface Seen {
  heat: ArrayLike<number>; // [place][class]
  reach: ArrayLike<number>; // [place][4]
}

export const kDetectorSide = 512;
const kGrid = 128;
const kClasses = 80; // of COCO
// Bird, cat, dog, horse, sheep, cow, elephant, bear, zebra, giraffe; and the teddy bear, which curly dogs are taken for.
const kAnimals = [14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 77];
// Under this it guesses. Cats and dogs of photos have 0.2 to 0.7.
const kLeastHeat = 0.15;

// Where the surest animal is, in the picture's pixels.
export function pet_box({ heat, reach }: Seen, { width, height }: Picture): Region | undefined {
  let [surest, place] = [kLeastHeat, -1];
  for (let at = 0; at < kGrid * kGrid; at++) {
    for (const animal of kAnimals) {
      const sure = heat[at * kClasses + animal]!;
      if (sure > surest) [surest, place] = [sure, at];
    }
  }
  if (place < 0) return undefined;
  const step = kDetectorSide / kGrid;
  const [x, y] = [(place % kGrid) * step, Math.floor(place / kGrid) * step];
  const [to_left, up, to_right, down] = [0, 1, 2, 3].map((side) => reach[4 * place + side]!) as [number, number, number, number];
  const fraction = (at: number): number => Math.min(1, Math.max(0, at / kDetectorSide));
  const [left, top] = [fraction(x - to_left) * width, fraction(y - up) * height];
  const box = { left, top, width: fraction(x + to_right) * width - left, height: fraction(y + down) * height - top };
  return box.width >= 1 && box.height >= 1 ? box : undefined;
}
