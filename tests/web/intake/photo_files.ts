// Files for the tests: as little of each format as its reader looks at, and what cameras write into them.

export const text = (letters: string): number[] => [...letters].map((letter) => letter.charCodeAt(0));
export const be16 = (value: number): number[] => [value >> 8, value & 255];
export const be32 = (value: number): number[] => [...be16(value >>> 16), ...be16(value & 0xffff)];
const le32 = (value: number): number[] => be32(value).reverse();
export const file = (...parts: (string | readonly number[])[]): Uint8Array =>
  Uint8Array.from(parts.flatMap((part) => (typeof part === 'string' ? text(part) : [...part])));
export const holds = (bytes: Uint8Array, words: string): boolean => String.fromCharCode(...bytes).includes(words);

// A TIFF structure as a camera writes it: two entries, the second leads to where the picture was taken.
export function camera_tiff(orientation: number, order: 'MM' | 'II' = 'MM'): number[] {
  const put = (value: number, size: 2 | 4): number[] => {
    const big = size === 2 ? be16(value) : be32(value);
    return order === 'MM' ? big : big.reverse();
  };
  const entry = (tag: number, type: number, value: number): number[] =>
    [...put(tag, 2), ...put(type, 2), ...put(1, 4), ...(type === 3 ? [...put(value, 2), 0, 0] : put(value, 4))];
  return [...text(order), ...put(42, 2), ...put(8, 4), ...put(2, 2), ...entry(0x0112, 3, orientation),
    ...entry(0x8825, 4, 38), ...put(0, 4), ...text('GPS 48.85 N')];
}

// --- JPEG ---

export const segment = (marker: number, body: readonly number[]): number[] => [0xff, marker, ...be16(body.length + 2), ...body];
export const jfif = segment(0xe0, [...text('JFIF\0'), 1, 2, 1, 0, 72, 0, 72, 0, 0]);
export const adobe = (transform: number): number[] => segment(0xee, [...text('Adobe'), 0, 100, 7, 7, 8, 8, transform]);
export const exif = (orientation: number): number[] => segment(0xe1, [...text('Exif\0\0'), ...camera_tiff(orientation)]);
export const icc_segment = (profile: readonly number[]): number[] => segment(0xe2, [...text('ICC_PROFILE\0'), 1, 1, ...profile]);
export const frame = (width: number, height: number, { marker = 0xc0, bits = 8, components = 3 } = {}): number[] =>
  segment(marker, [bits, ...be16(height), ...be16(width), components, ...new Array<number>(3 * components).fill(17)]);
// A scan whose data holds a stuffed FF and a restart.
export const scan = [...segment(0xda, [1, 1, 0, 0, 63, 0]), 1, 2, 0xff, 0, 3, 0xff, 0xd0, 4, 5];
export const end = [0xff, 0xd9];
export const jpeg = (...parts: (readonly number[])[]): Uint8Array => file([0xff, 0xd8], ...parts);

// --- PNG ---

export const chunk = (type: string, data: readonly number[] = []): number[] => [...be32(data.length), ...text(type), ...data, 9, 9, 9, 9];
export const header = (width: number, height: number, depth = 8): number[] => chunk('IHDR', [...be32(width), ...be32(height), depth, 2, 0, 0, 0]);
export const png = (...chunks: (readonly number[])[]): Uint8Array => file([0x89], 'PNG\r\n', [0x1a, 0x0a], ...chunks);

// --- WebP ---

const riff_chunk = (type: string, data: readonly number[]): number[] => [...text(type), ...le32(data.length), ...data, ...(data.length % 2 ? [0] : [])];
export function webp(width: number, height: number, ...more: [string, readonly number[]][]): Uint8Array {
  const size24 = (value: number): number[] => le32(value - 1).slice(0, 3);
  const chunks = [riff_chunk('VP8X', [0x0c, 0, 0, 0, ...size24(width), ...size24(height)]), ...more.map(([type, data]) => riff_chunk(type, data))].flat();
  return file('RIFF', le32(4 + chunks.length), 'WEBP', chunks);
}

// --- colour profiles ---

const fixed = (value: number): number[] => be32(Math.round(value * 65536) >>> 0);
const kSrgbCurve = [...text('para'), 0, 0, 0, 0, 0, 3, 0, 0, ...[2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045].flatMap(fixed)];

// Rows of X, Y, Z under D50, columns red, green, blue.
export const kSrgbPrimaries = [0.43607, 0.38515, 0.14307, 0.22249, 0.71687, 0.06061, 0.01392, 0.09708, 0.7141];
export const kP3Primaries = [0.51512, 0.29198, 0.1571, 0.2412, 0.69225, 0.06657, -0.00105, 0.04189, 0.78407];

export function icc(primaries: readonly number[], curve: readonly number[] = kSrgbCurve, space = 'RGB '): number[] {
  const names = ['rXYZ', 'gXYZ', 'bXYZ', 'rTRC', 'gTRC', 'bTRC'];
  const columns = [0, 1, 2].map((column) => [...text('XYZ '), 0, 0, 0, 0, ...[0, 3, 6].flatMap((row) => fixed(primaries[row + column]!))]);
  const data = [...columns, curve, curve, curve];
  const table: number[] = [];
  let at = 132 + 12 * names.length;
  names.forEach((name, index) => {
    table.push(...text(name), ...be32(at), ...be32(data[index]!.length));
    at += data[index]!.length;
  });
  const head = [...be32(at), ...new Array<number>(12).fill(0), ...text(space), ...text('XYZ '), ...new Array<number>(104).fill(0), ...be32(names.length)];
  return [...head, ...table, ...data.flat()];
}

export const gamma_curve = (gamma: number): number[] => [...text('curv'), 0, 0, 0, 0, ...be32(1), ...be16(Math.round(gamma * 256))];
export const table_curve = (values: readonly number[]): number[] => [...text('curv'), 0, 0, 0, 0, ...be32(values.length), ...values.flatMap(be16)];

// --- HEIF ---

export const box = (type: string, ...body: (readonly number[])[]): number[] => {
  const all = body.flat();
  return [...be32(8 + all.length), ...text(type), ...all];
};
export const heif = (...properties: (readonly number[])[]): Uint8Array =>
  file(box('ftyp', text('heic'), be32(0), text('mif1heic')), box('meta', be32(0), box('iprp', box('ipco', ...properties))));
export const ispe = (width: number, height: number): number[] => box('ispe', be32(0), be32(width), be32(height));
