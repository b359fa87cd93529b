import type { Refusal } from './accept';

const kOther = 'Please choose a JPEG, PNG, WebP or HEIC photo.';

const kRefused: Record<Exclude<Refusal['why'], 'too_many_bytes' | 'too_many_pixels' | 'too_small'>, string> = {
  empty: 'This file is empty. Please choose another photo.',
  pdf: `This is a PDF document. ${kOther}`,
  svg: `This is a drawing (SVG), not a photo. ${kOther}`,
  film: 'This is a film. Please take a still picture of it, or choose a photo.',
  raw: 'This is a raw photo or a TIFF. Please save it as JPEG, then choose it again.',
  no_photo: `This is not a photo, whatever its name says. ${kOther}`,
  unreadable: 'This photo cannot be read. Is it whole? A copy saved as JPEG will do.',
  damaged: 'This photo is damaged or was cut short. Please choose another copy of it.',
  no_decoder: 'This browser cannot read this kind of photo here. Check your connection, or choose a copy saved as JPEG.',
  no_memory: 'This photo needs more memory than this device has. A smaller copy will do fine.',
  folder: 'This is a folder. Please open it and drop one photo.',
  no_files: 'This file could not be read. Is it still there? Please try again.',
};

export function words_of(refusal: Refusal): string {
  switch (refusal.why) {
    case 'too_many_bytes':
      return `This file has ${refusal.mb} MB; the limit is 150 MB. A smaller copy will do fine.`;
    case 'too_many_pixels':
      return `This photo has ${refusal.megapixels} megapixels, more than this browser can open. A smaller copy will do fine.`;
    case 'too_small':
      return `This picture has only ${refusal.width} × ${refusal.height} pixels: too few to paint from. Please choose the photo itself, not its icon.`;
    default:
      return kRefused[refusal.why];
  }
}

// About what was taken of several.
export function words_about_count(count: number, of: 'files' | 'in the file'): string {
  if (count < 2) return '';
  return of === 'files' ? `Of the ${count} files the first photo was taken. ` : `This file holds ${count} photos; the first was taken. `;
}
