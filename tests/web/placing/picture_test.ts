import { sampled } from '../../../web/studio/placing/picture';

// Red tells the column, green the row.
function ramp(width: number, height: number) {
  const rgba = new Uint8Array(4 * width * height);
  for (let at = 0; at < width * height; at++) rgba.set([at % width, Math.floor(at / width), 7, 255], 4 * at);
  return { rgba, width, height };
}

describe('a region of a picture', () => {
  it('is shrunk by taking means, and keeps red, green, blue in this order', () => {
    const values = sampled(ramp(8, 8), { left: 0, top: 0, width: 8, height: 8 }, 2, 0, 1);
    expect([...values]).toEqual([1.5, 1.5, 7, 5.5, 1.5, 7, 1.5, 5.5, 7, 5.5, 5.5, 7]);
  });

  it('is enlarged, moved and scaled', () => {
    const values = sampled(ramp(8, 8), { left: 4, top: 2, width: 1, height: 1 }, 2, 2, 2);
    expect([...values]).toEqual(Array.from({ length: 4 }, () => [1, 0, 2.5]).flat());
  });

  it('is nothing beyond the picture', () => {
    const values = sampled(ramp(2, 2), { left: -2, top: 0, width: 4, height: 4 }, 4, 100, 1);
    expect([...values.slice(0, 6)]).toEqual([0, 0, 0, 0, 0, 0]);
    expect([...values.slice(6, 9)]).toEqual([-100, -100, -93]);
    expect([...values.slice(24)].every((value) => value === 0)).toBe(true);
  });
});
