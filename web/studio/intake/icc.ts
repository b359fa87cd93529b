import { name_at, starts_with, u16, u32 } from './bytes';

type Curve = (value: number) => number; // 0..1 to light, 0..1

// An RGB profile of three primaries and three curves (ICC.1, "three-component matrix-based"): what cameras and phones write.
export interface Profile {
  to_xyz: number[]; // 3 x 3, rows X, Y, Z, white at D50
  curves: [Curve, Curve, Curve];
}

// From D50, by the sRGB profile's own primaries.
const kXyzToSrgb = [3.1338561, -1.6168667, -0.4906146, -0.9787684, 1.9161415, 0.033454, 0.0719453, -0.2289914, 1.4052427];
const kDisplayP3 = [0.51512, 0.29198, 0.1571, 0.2412, 0.69225, 0.06657, -0.00105, 0.04189, 0.78407];
const kH273DisplayP3 = 12;
const kUnseen = 3; // of 255: profiles that call themselves sRGB differ by as much
const kEncodeSteps = 8192;

const srgb_to_light: Curve = (value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
const light_to_srgb: Curve = (light) => (light <= 0.0031308 ? 12.92 * light : 1.055 * light ** (1 / 2.4) - 0.055);

const fixed = (bytes: Uint8Array, at: number): number => (u32(bytes, at) | 0) / 65536;

function table_curve(bytes: Uint8Array): Curve {
  const count = u32(bytes, 8);
  if (count === 0) return (value) => value;
  if (count === 1) return (value) => value ** (u16(bytes, 12) / 256);
  return (value) => {
    const at = Math.min(value * (count - 1), count - 1.000001);
    const low = Math.floor(at);
    const [a, b] = [u16(bytes, 12 + 2 * low), u16(bytes, 14 + 2 * low)];
    return (a + (b - a) * (at - low)) / 65535;
  };
}

// The five kinds of "parametricCurveType" differ in what is left out.
function formula_curve(bytes: Uint8Array): Curve | undefined {
  const kind = u16(bytes, 8);
  const p = (index: number): number => fixed(bytes, 12 + 4 * index);
  if (kind > 4 || bytes.length < 12 + 4 * [1, 3, 4, 5, 7][kind]!) return undefined;
  const power = p(0);
  if (kind === 0) return (value) => value ** power;
  const [a, b] = [p(1), p(2)];
  if (kind <= 2) {
    const base = kind === 2 ? p(3) : 0;
    return (value) => (a * value + b >= 0 ? (a * value + b) ** power + base : base);
  }
  const [c, d, e, f] = [p(3), p(4), kind === 4 ? p(5) : 0, kind === 4 ? p(6) : 0];
  return (value) => (value >= d ? (a * value + b) ** power + e : c * value + f);
}

function curve_of(tag: Uint8Array | undefined): Curve | undefined {
  if (!tag || tag.length < 12) return undefined;
  if (starts_with(tag, 'para')) return formula_curve(tag);
  return starts_with(tag, 'curv') && tag.length >= 12 + 2 * u32(tag, 8) ? table_curve(tag) : undefined;
}

// Nothing for a profile of another kind, or a damaged one.
export function read_profile(bytes: Uint8Array): Profile | undefined {
  if (bytes.length < 132 || !starts_with(bytes, 'RGB ', 16) || !starts_with(bytes, 'XYZ ', 20)) return undefined;
  const tag = (name: string): Uint8Array | undefined => {
    for (let at = 132; at < 132 + 12 * u32(bytes, 128) && at + 12 <= bytes.length; at += 12) {
      if (name_at(bytes, at) === name) return bytes.subarray(u32(bytes, at + 4), u32(bytes, at + 4) + u32(bytes, at + 8));
    }
    return undefined;
  };
  const columns = ['rXYZ', 'gXYZ', 'bXYZ'].map(tag);
  const curves = ['rTRC', 'gTRC', 'bTRC'].map((name) => curve_of(tag(name)));
  if (columns.some((column) => !column || column.length < 20) || curves.some((curve) => !curve)) return undefined;
  return {
    to_xyz: [0, 1, 2].flatMap((row) => columns.map((column) => fixed(column!, 8 + 4 * row))),
    curves: curves as [Curve, Curve, Curve],
  };
}

// Colours that a file names by number instead of a profile.
export function profile_of_primaries(primaries: number | undefined): Profile | undefined {
  if (primaries !== kH273DisplayP3) return undefined;
  return { to_xyz: kDisplayP3, curves: [srgb_to_light, srgb_to_light, srgb_to_light] };
}

function to_srgb_light({ to_xyz }: Profile): number[] {
  const at = (row: number, column: number): number =>
    [0, 1, 2].reduce((sum, k) => sum + kXyzToSrgb[3 * row + k]! * to_xyz[3 * k + column]!, 0);
  return Array.from({ length: 9 }, (_, index) => at(Math.floor(index / 3), index % 3));
}

// RGBA pixels in the profile's colours become sRGB; what sRGB cannot show is clipped.
export function convert_to_srgb(profile: Profile, rgba: Uint8ClampedArray): void {
  const m = to_srgb_light(profile);
  const light = profile.curves.map((curve) => Float32Array.from({ length: 256 }, (_, value) => curve(value / 255)));
  const [red, green, blue] = light as [Float32Array, Float32Array, Float32Array];
  const encoded = Uint8ClampedArray.from({ length: kEncodeSteps + 1 }, (_, step) => 255 * light_to_srgb(step / kEncodeSteps));
  const encode = (value: number): number => encoded[Math.round(Math.max(0, Math.min(1, value)) * kEncodeSteps)]!;
  for (let at = 0; at < rgba.length; at += 4) {
    const [r, g, b] = [red[rgba[at]!]!, green[rgba[at + 1]!]!, blue[rgba[at + 2]!]!];
    rgba[at] = encode(m[0]! * r + m[1]! * g + m[2]! * b);
    rgba[at + 1] = encode(m[3]! * r + m[4]! * g + m[5]! * b);
    rgba[at + 2] = encode(m[6]! * r + m[7]! * g + m[8]! * b);
  }
}

// Whether a picture with this profile looks the same when it is taken for sRGB.
export function is_srgb(profile: Profile): boolean {
  const levels = [0, 16, 64, 128, 192, 255];
  const colours = levels.flatMap((r) => levels.flatMap((g) => levels.flatMap((b) => [r, g, b, 255])));
  const converted = Uint8ClampedArray.from(colours);
  convert_to_srgb(profile, converted);
  return converted.every((value, index) => Math.abs(value - colours[index]!) <= kUnseen);
}
