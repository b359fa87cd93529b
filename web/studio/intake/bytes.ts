// Reading numbers and names out of files, big-endian unless said.

export const u16 = (bytes: Uint8Array, at: number): number => (bytes[at]! << 8) | bytes[at + 1]!;
export const u24_little = (bytes: Uint8Array, at: number): number => bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16);
export const u32 = (bytes: Uint8Array, at: number): number => ((bytes[at]! << 24) | (bytes[at + 1]! << 16) | u16(bytes, at + 2)) >>> 0;
export const u32_little = (bytes: Uint8Array, at: number): number => (u24_little(bytes, at) | (bytes[at + 3]! << 24)) >>> 0;

export const ascii = (text: string): number[] => [...text].map((letter) => letter.charCodeAt(0));
export const name_at = (bytes: Uint8Array, at: number): string => String.fromCharCode(...bytes.subarray(at, at + 4));

export function starts_with(bytes: Uint8Array, signature: string | number[], at = 0): boolean {
  const wanted = typeof signature === 'string' ? ascii(signature) : signature;
  return wanted.every((byte, index) => bytes[at + index] === byte);
}

export function joined(parts: readonly (Uint8Array | number[])[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

export const u32_bytes = (value: number): number[] => [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255];
