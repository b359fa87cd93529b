import { kMaxSide } from './plan';

// A channel of a decoded picture, 8 bits a value.
export interface Plane {
  data: Uint8Array;
  stride: number;
  width: number;
  height: number;
}

// Brightness and the two differences of colour, as photos are packed; the differences mostly in fewer values.
export interface Planes {
  y: Plane;
  cb: Plane;
  cr: Plane;
  matrix: number; // MatrixCoefficients of ITU-T H.273
  full_range: boolean; // else 16..235 and 16..240
}

// Of red and blue in brightness (H.273, table 4). Files that do not say (2) mean what JPEG means.
const kShares: Record<number, readonly [red: number, blue: number]> = {
  1: [0.2126, 0.0722], 2: [0.299, 0.114], 5: [0.299, 0.114], 6: [0.299, 0.114], 9: [0.2627, 0.0593],
};

export const knows_matrix = (matrix: number): boolean => matrix in kShares;

// One row of the plane made `width` x `height`: each value the mean of the area that it stands for.
function row_of(plane: Plane, width: number, height: number): (y: number) => Float32Array {
  const [across, down] = [plane.width / width, plane.height / height];
  const sums = new Float32Array(plane.width);
  const row = new Float32Array(width);
  return (y) => {
    sums.fill(0);
    const bottom = Math.min(plane.height, (y + 1) * down);
    for (let line = Math.floor(y * down); line < bottom; line++) {
      const share = (Math.min(line + 1, bottom) - Math.max(line, y * down)) / down;
      const from = line * plane.stride;
      for (let x = 0; x < plane.width; x++) sums[x]! += share * plane.data[from + x]!;
    }
    for (let x = 0; x < width; x++) {
      const [left, right] = [x * across, Math.min(plane.width, (x + 1) * across)];
      let sum = 0;
      for (let at = Math.floor(left); at < right; at++) sum += (Math.min(at + 1, right) - Math.max(at, left)) * sums[at]!;
      row[x] = sum / across;
    }
    return row;
  };
}

// The picture in RGBA, at most 4096 pixels a side. What the planes take is all that a photo of 48 megapixels is ever
// unpacked to: a third of its RGBA.
export function shrunk(planes: Planes): { rgba: Uint8ClampedArray; width: number; height: number } {
  const scale = Math.min(1, kMaxSide / Math.max(planes.y.width, planes.y.height));
  const [width, height] = [planes.y.width, planes.y.height].map((side) => Math.max(1, Math.round(side * scale))) as [number, number];
  const rgba = new Uint8ClampedArray(4 * width * height);
  const [red, blue] = kShares[planes.matrix]!;
  const [black, light, colour] = planes.full_range ? [0, 1, 1] : [16, 255 / 219, 255 / 224];
  const [y_row, cb_row, cr_row] = [planes.y, planes.cb, planes.cr].map((plane) => row_of(plane, width, height)) as [(y: number) => Float32Array, (y: number) => Float32Array, (y: number) => Float32Array];
  for (let y = 0, at = 0; y < height; y++) {
    const [ys, cbs, crs] = [y_row(y), cb_row(y), cr_row(y)];
    for (let x = 0; x < width; x++, at += 4) {
      const brightness = (ys[x]! - black) * light;
      const r = brightness + 2 * (1 - red) * colour * (crs[x]! - 128);
      const b = brightness + 2 * (1 - blue) * colour * (cbs[x]! - 128);
      rgba[at] = r;
      rgba[at + 1] = (brightness - red * r - blue * b) / (1 - red - blue);
      rgba[at + 2] = b;
      rgba[at + 3] = 255;
    }
  }
  return { rgba, width, height };
}
