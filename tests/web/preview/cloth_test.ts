import { type Garment, light_and_shade } from '../../../web/studio/preview/cloth';
import garments from '../../../web/studio/preview/garments.json';

const kSide = 120;

// A square of cloth, 60 wide, in the middle.
function square(): Uint8Array {
  return Uint8Array.from({ length: kSide * kSide }, (_, i) => {
    const x = i % kSide, y = Math.floor(i / kSide);
    return x >= 30 && x < 90 && y >= 30 && y < 90 ? 255 : 0;
  });
}

function garment(folds: number[][] = []): Garment {
  return { view: [kSide, kSide], print: [0, 0, 1, 1], cm: 1, body: [], inner: [], lines: [], folds };
}

// How much lighter (over 0) or darker (under 0) a place is than the cloth.
function light_at(pixels: Uint8ClampedArray, x: number, y: number): number {
  const i = 4 * (y * kSide + x);
  return pixels[i] === 255 ? pixels[i + 3]! : -pixels[i + 3]!;
}

test('nothing is lit beside the cloth', () => {
  const pixels = light_and_shade(garment(), square(), kSide, kSide, 1);
  expect(light_at(pixels, 10, 60)).toBe(-0);
  expect(light_at(pixels, 60, 100)).toBe(-0);
});

test('cloth is round: lit along the top left, in shade along the bottom right', () => {
  const pixels = light_and_shade(garment(), square(), kSide, kSide, 1);
  expect(light_at(pixels, 60, 32)).toBeGreaterThan(20);
  expect(light_at(pixels, 32, 60)).toBeGreaterThan(10);
  expect(light_at(pixels, 60, 87)).toBeLessThan(-20);
  expect(light_at(pixels, 87, 60)).toBeLessThan(-10);
});

test('a fold is lit on one flank and in shade on the other, a furrow the other way round', () => {
  const flat = light_and_shade(garment(), square(), kSide, kSide, 1);
  const change = (rise: number, y: number): number =>
    light_at(light_and_shade(garment([[rise, 12, 30, 60, 90, 60]]), square(), kSide, kSide, 1), 60, y) - light_at(flat, 60, y);
  expect(change(6, 55)).toBeGreaterThan(20);
  expect(change(6, 65)).toBeLessThan(-20);
  expect(change(-6, 55)).toBeLessThan(-20);
  expect(change(-6, 65)).toBeGreaterThan(20);
});

test('the print stands on every garment at its real size', () => {
  const inches = { tee: [12, 16], hoodie: [14, 14], hat: [5, 2] } as const;
  for (const [spec, size] of Object.entries(inches)) {
    const { print, cm } = garments[spec as keyof typeof inches];
    expect(print[2]! / cm / 2.54).toBeCloseTo(size[0], 1);
    expect(print[3]! / cm / 2.54).toBeCloseTo(size[1], 1);
  }
});
