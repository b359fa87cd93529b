import { ascii } from './bytes';

const kUpright = 1;
const kOrientation = 0x0112;
const kShort = 3;

// 1..8 of a TIFF structure; 1 for one that is damaged or silent. Reads as shared-compositor/src/codec/exif.cc does.
export function orientation_of(tiff: Uint8Array): number {
  if (tiff.length < 8) return kUpright;
  const little = tiff[0] === 0x49 && tiff[1] === 0x49;
  if (!little && !(tiff[0] === 0x4d && tiff[1] === 0x4d)) return kUpright;
  const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.byteLength);
  if (view.getUint16(2, little) !== 42) return kUpright;
  const directory = view.getUint32(4, little);
  if (directory > tiff.length - 2) return kUpright;
  const entries = view.getUint16(directory, little);
  for (let entry = 0; entry < entries; entry++) {
    const at = directory + 2 + 12 * entry;
    if (at + 12 > tiff.length) return kUpright;
    if (view.getUint16(at, little) !== kOrientation) continue;
    const value = view.getUint16(at + 8, little);
    return view.getUint16(at + 2, little) === kShort && value >= 1 && value <= 8 ? value : kUpright;
  }
  return kUpright;
}

// A TIFF structure that says nothing but the orientation.
export function bare_tiff(orientation: number): Uint8Array {
  return Uint8Array.from([
    ...ascii('MM'), 0, 42, 0, 0, 0, 8, // big-endian, the directory at 8
    0, 1, kOrientation >> 8, kOrientation & 255, 0, kShort, 0, 0, 0, 1, 0, orientation, 0, 0, // one entry
    0, 0, 0, 0, // and no other directory
  ]);
}
