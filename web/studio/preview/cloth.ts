// How light falls on a garment: its folds and roundness as a height, lit from the top left. Pure arithmetic, so that the
// page and the build (web/build/pictures.mjs) draw the same cloth.

export interface Garment {
  view: number[]; // width, height: the units of everything else
  print: number[]; // x, y, width, height
  cm: number; // units to a centimetre: the print stands there at its real size
  arch?: number; // how far the print's middle lies above its sides, on a round front
  wale?: number; // units from rib to rib of a corduroy
  body: string[]; // cloth, as SVG paths
  inner: string[]; // of it, what lies in its own shadow
  lines: (string | number)[][]; // seams, stitches, ribs, cords: path, width, darkness (negative: light), dash, gap
  folds: number[][]; // ridges (negative: furrows): height, half width, then points of a smooth line
}

const kRounding = [[5, 5], [14, 9], [34, 16]] as const; // blur of the outline (units), height
const kLightX = 0.5, kLightY = 0.72;
const kLit = 0.4, kShaded = 0.66, kValley = 0.08;
const kMostLit = 0.34, kMostShaded = 0.6;
const kRibHeight = 0.34;

// RGBA pixels to be laid over cloth and print: black where they are darker than their own colour, white where lighter.
// `inside` is the body's outline on the same pixels, 0..255; `scale` is pixels per unit.
export function light_and_shade(garment: Garment, inside: Uint8Array, width: number, height: number, scale: number): Uint8ClampedArray<ArrayBuffer> {
  const relief = relief_of(garment, inside, width, height, scale);
  const around = blurred(relief, width, height, Math.max(1, Math.round(9 * scale)));
  const pixels = new Uint8ClampedArray(4 * width * height);
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1; x < width - 1; x++) {
      const i = y * width + x;
      if (inside[i] === 0) continue;
      const across = ((relief[i + 1]! - relief[i - 1]!) / 2) * scale;
      const down = ((relief[i + width]! - relief[i - width]!) / 2) * scale;
      const slope = (across * kLightX + down * kLightY) / Math.sqrt(1 + across * across + down * down);
      const light = slope * (slope > 0 ? kLit : kShaded) - kValley * Math.max(0, around[i]! - relief[i]!);
      const value = light > 0 ? Math.min(kMostLit, light) : Math.min(kMostShaded, -light);
      if (light > 0) pixels.fill(255, 4 * i, 4 * i + 3);
      pixels[4 * i + 3] = 255 * value;
    }
  }
  return pixels;
}

function relief_of(garment: Garment, inside: Uint8Array, width: number, height: number, scale: number): Float32Array {
  const relief = new Float32Array(width * height);
  const outline = Float32Array.from(inside, (value) => value / 255);
  for (const [radius, rise] of kRounding) {
    const soft = blurred(outline, width, height, Math.max(1, Math.round(radius * scale)));
    for (let i = 0; i < relief.length; i++) relief[i]! += rise * soft[i]!;
  }
  for (const fold of garment.folds) add_fold(relief, width, height, scale, fold);
  add_unrest(relief, width, height, scale);
  if (garment.wale) add_ribs(relief, width, height, (garment.wale * scale) / (2 * Math.PI));
  return relief;
}

// The field's mean around each place: three boxes, which is nearly a bell.
function blurred(field: Float32Array, width: number, height: number, radius: number): Float32Array {
  let from = field;
  for (let pass = 0; pass < 3; pass++) {
    const rows = boxed(from, width, height, 1, width, radius);
    from = boxed(rows, height, width, width, 1, radius);
  }
  return from;
}

// Beyond the ends the field is nothing.
function boxed(field: Float32Array, length: number, lines: number, step: number, stride: number, radius: number): Float32Array {
  const out = new Float32Array(field.length);
  const share = 1 / (2 * radius + 1);
  for (let line = 0; line < lines; line++) {
    const start = line * stride;
    let sum = 0;
    for (let at = 0; at < Math.min(radius, length); at++) sum += field[start + at * step]!;
    for (let at = 0; at < length; at++) {
      if (at + radius < length) sum += field[start + (at + radius) * step]!;
      if (at - radius - 1 >= 0) sum -= field[start + (at - radius - 1) * step]!;
      out[start + at * step] = sum * share;
    }
  }
  return out;
}

// A ridge along a smooth line, thinning out towards both ends.
function add_fold(relief: Float32Array, width: number, height: number, scale: number, fold: number[]): void {
  const [rise = 0, half_width = 1, ...points] = fold;
  const line = smooth_line(points);
  const reach = half_width * scale;
  const xs = line.map(([x]) => x * scale), ys = line.map(([, y]) => y * scale);
  const left = Math.max(0, Math.floor(Math.min(...xs) - reach)), right = Math.min(width - 1, Math.ceil(Math.max(...xs) + reach));
  const top = Math.max(0, Math.floor(Math.min(...ys) - reach)), bottom = Math.min(height - 1, Math.ceil(Math.max(...ys) + reach));
  for (let y = top; y <= bottom; y++) {
    for (let x = left; x <= right; x++) {
      let nearest = reach * reach, along = 0;
      for (let i = 1; i < line.length; i++) {
        const ax = xs[i - 1]!, ay = ys[i - 1]!, bx = xs[i]! - ax, by = ys[i]! - ay;
        const share = Math.min(1, Math.max(0, ((x - ax) * bx + (y - ay) * by) / (bx * bx + by * by)));
        const dx = x - ax - share * bx, dy = y - ay - share * by;
        const distance = dx * dx + dy * dy;
        if (distance < nearest) {
          nearest = distance;
          along = (i - 1 + share) / (line.length - 1);
        }
      }
      const across = 1 - nearest / (reach * reach);
      if (across > 0) relief[y * width + x]! += rise * across * across * Math.sin(Math.PI * along);
    }
  }
}

const kSteps = 6; // between two points of a fold

// Catmull and Rom's curve through the points.
function smooth_line(points: number[]): [number, number][] {
  const count = points.length / 2;
  const at = (i: number): [number, number] => {
    const kept = Math.min(count - 1, Math.max(0, i));
    return [points[2 * kept]!, points[2 * kept + 1]!];
  };
  const line: [number, number][] = [at(0)];
  for (let i = 0; i + 1 < count; i++) {
    const around = [at(i - 1), at(i), at(i + 1), at(i + 2)] as const;
    for (let step = 1; step <= kSteps; step++) line.push([0, 1].map((axis) => spline(around.map((p) => p[axis]!), step / kSteps)) as [number, number]);
  }
  return line;
}

function spline([a = 0, b = 0, c = 0, d = 0]: number[], t: number): number {
  return 0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t * t + (3 * b - a - 3 * c + d) * t * t * t);
}

// No cloth lies quite even: two waves that never meet twice in the same way.
function add_unrest(relief: Float32Array, width: number, height: number, scale: number): void {
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const u = x / scale, v = y / scale;
      relief[y * width + x]! += 0.8 * Math.sin(u / 21 + 1.7 * Math.sin(v / 47)) * Math.sin(v / 33 + 1.3 * Math.sin(u / 29)) +
        0.3 * Math.sin(u / 7.3 + 2.1 * Math.sin(v / 17)) * Math.sin(v / 11.9 + 1.9 * Math.sin(u / 13));
    }
  }
}

function add_ribs(relief: Float32Array, width: number, height: number, wave: number): void {
  for (let x = 0; x < width; x++) {
    const rise = kRibHeight * Math.sin(x / wave);
    for (let y = 0; y < height; y++) relief[y * width + x]! += rise;
  }
}
