import { convert_to_srgb, is_srgb, profile_of_primaries, read_profile } from '../../../web/studio/intake/icc';
import { gamma_curve, icc, kP3Primaries, kSrgbPrimaries, table_curve } from './photo_files';

const read = (bytes: readonly number[]) => read_profile(Uint8Array.from(bytes));
function converted(profile: NonNullable<ReturnType<typeof read_profile>>, colour: readonly number[]): number[] {
  const pixel = Uint8ClampedArray.from([...colour, 200]);
  convert_to_srgb(profile, pixel);
  return [...pixel];
}

test('sRGB is known by what it does, however its curves are written', () => {
  expect(is_srgb(read(icc(kSrgbPrimaries))!)).toBe(true);
  const light = (value: number): number => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
  const table = table_curve(Array.from({ length: 1024 }, (_, index) => Math.round(65535 * light(index / 1023))));
  expect(is_srgb(read(icc(kSrgbPrimaries, table))!)).toBe(true);
});

test('other primaries and other curves are not sRGB', () => {
  expect(is_srgb(read(icc(kP3Primaries))!)).toBe(false);
  expect(is_srgb(read(icc(kSrgbPrimaries, gamma_curve(1)))!)).toBe(false);
});

test('Display P3 becomes sRGB: the same light in other numbers, what cannot be shown is clipped', () => {
  const p3 = read(icc(kP3Primaries))!;
  expect(converted(p3, [255, 255, 255])).toEqual([255, 255, 255, 200]);
  expect(converted(p3, [0, 0, 0])).toEqual([0, 0, 0, 200]);
  // CSS Color 4: color(display-p3 0.6 0.4 0.4) is about rgb(161 100 101).
  const [red, green, blue] = converted(p3, [153, 102, 102]);
  expect(Math.abs(red! - 161)).toBeLessThanOrEqual(1);
  expect(Math.abs(green! - 100)).toBeLessThanOrEqual(1);
  expect(Math.abs(blue! - 101)).toBeLessThanOrEqual(1);
  expect(converted(p3, [255, 0, 0])).toEqual([255, 0, 0, 200]);
});

test('Display P3 by its number does the same as by its profile', () => {
  const by_number = profile_of_primaries(12)!;
  for (const colour of [[10, 200, 90], [250, 120, 0], [3, 3, 60]]) {
    expect(converted(by_number, colour)).toEqual(converted(read(icc(kP3Primaries))!, colour));
  }
  expect(profile_of_primaries(1)).toBeUndefined();
  expect(profile_of_primaries(undefined)).toBeUndefined();
});

test('profiles of another kind, or damaged ones, are none', () => {
  const whole = icc(kSrgbPrimaries);
  expect(read(icc(kSrgbPrimaries, undefined, 'CMYK'))).toBeUndefined();
  for (let size = 0; size < whole.length; size += 7) expect(read(whole.slice(0, size))).toBeUndefined();
  expect(read(icc(kSrgbPrimaries, [...gamma_curve(2).slice(0, 8), 0, 1, 0, 0]))).toBeUndefined();
});
