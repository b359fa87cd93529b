export interface Picture {
  rgba: Uint8Array | Uint8ClampedArray;
  width: number;
  height: number;
}

// In pixels of a picture; may reach beyond it.
export interface Region {
  left: number;
  top: number;
  width: number;
  height: number;
}

// The region as side x side RGB values, each (0..255 - middle) / scale; 0 beyond the picture.
export function sampled(picture: Picture, region: Region, side: number, middle: number, scale: number): Float32Array {
  const values = new Float32Array(3 * side * side);
  const [across, down] = [region.width / side, region.height / side];
  const taps = Math.max(1, Math.ceil(Math.min(across, down)));
  const share = 1 / (taps * taps * scale);
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const at = 3 * (y * side + x);
      for (let tap = 0; tap < taps * taps; tap++) {
        const from_x = Math.floor(region.left + (x + ((tap % taps) + 0.5) / taps) * across);
        const from_y = Math.floor(region.top + (y + (Math.floor(tap / taps) + 0.5) / taps) * down);
        if (from_x < 0 || from_y < 0 || from_x >= picture.width || from_y >= picture.height) continue;
        const from = 4 * (from_y * picture.width + from_x);
        for (let channel = 0; channel < 3; channel++) values[at + channel]! += (picture.rgba[from + channel]! - middle) * share;
      }
    }
  }
  return values;
}
