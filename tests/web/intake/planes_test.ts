import { knows_matrix, type Plane, shrunk } from '../../../web/studio/intake/planes';

const kRoom = 3; // rows of a decoder may be longer than the picture

function plane(width: number, height: number, value: (x: number, y: number) => number): Plane {
  const stride = width + kRoom;
  const data = new Uint8Array(stride * height).fill(255);
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) data[y * stride + x] = value(x, y);
  return { data, stride, width, height };
}

const plain = (y: number, cb: number, cr: number, matrix: number, full_range: boolean): number[] => {
  const planes = { y: plane(4, 4, () => y), cb: plane(2, 2, () => cb), cr: plane(2, 2, () => cr), matrix, full_range };
  return [...shrunk(planes).rgba.slice(0, 4)];
};

// The values by the formulas of H.273 (E-21 ff.), rounded as an encoder does.
test.each([
  ['white', [255, 128, 128, 6, true], [255, 255, 255]],
  ['red of JPEG', [76, 85, 255, 6, true], [254, 0, 0]],
  ['red of a screen', [63, 102, 240, 1, false], [255, 1, 0]],
  ['blue of JPEG', [29, 255, 107, 2, true], [0, 0, 254]],
  ['green of a wide gamut', [174, 12, 10, 9, true], [0, 255, 0]],
  ['black of video', [16, 128, 128, 1, false], [0, 0, 0]],
] as const)('%s', (_, [y, cb, cr, matrix, full_range], wanted) => {
  plain(y, cb, cr, matrix, full_range).forEach((value, index) => expect(Math.abs(value - (wanted[index] ?? 255))).toBeLessThanOrEqual(2));
});

test('what does not speak of brightness is not taken for it', () => {
  expect([0, 8, 10, 14].filter(knows_matrix)).toEqual([]);
});

test('a large picture is made smaller by the mean of what each pixel stands for, whatever its shape', () => {
  const grey = (width: number, height: number): Plane => plane(width, height, () => 128);
  const stripes = plane(8192, 4, (x) => 100 + 50 * (x % 2));
  const { rgba, width, height } = shrunk({ y: stripes, cb: grey(4096, 2), cr: grey(4096, 2), matrix: 6, full_range: true });
  expect([width, height]).toEqual([4096, 2]);
  expect(new Set(rgba)).toEqual(new Set([125, 255]));
});

test('edges stay where they are', () => {
  const grey = (width: number, height: number): Plane => plane(width, height, () => 128);
  const step = plane(6144, 3, (x) => (x < 3072 ? 0 : 200));
  const { rgba, width } = shrunk({ y: step, cb: grey(3072, 2), cr: grey(3072, 2), matrix: 6, full_range: true });
  expect([rgba[4 * (width / 2 - 1)], rgba[4 * (width / 2)]]).toEqual([0, 200]);
});
