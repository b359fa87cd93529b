import { crops, head } from '../../../shared-compositor/scenes/the-scream/scene.json';
import type { Oval, PhotoSize } from './oval';

// Widths of compositor::print_specs in inches.
const kPrintInches = new Map([['tee', 12], ['hoodie', 14], ['hat', 5]]);
const kCrops: Readonly<Record<string, readonly number[]>> = crops; // left, top, width, height
const kStretch = 1.1; // of a recipe that says nothing of its style, as those of oval.ts (compositor/recipe.h)
const kSoftUnderDpi = 150;
const kMostDpi = 9999;

// compositor::printed_pet of the oval's recipe. Nothing for what has no print.
export function print_dpi({ size }: Pick<Oval, 'size'>, photo: PhotoSize, print_spec: string): { dpi: number; is_soft: boolean } | undefined {
  const print_inches = kPrintInches.get(print_spec);
  const crop_width = kCrops[print_spec]?.[2];
  if (!print_inches || !crop_width) return undefined;
  const height_inches = (head.height * kStretch * print_inches) / crop_width;
  const dpi = Math.floor(Math.min(kMostDpi, Math.max(1, ((size / 100) * photo.height) / height_inches)));
  return { dpi, is_soft: dpi < kSoftUnderDpi };
}
