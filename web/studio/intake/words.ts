import { text, type TextKey } from '../text/text';
import type { Refusal } from './accept';

const kRefused: Record<Exclude<Refusal['why'], 'too_many_bytes' | 'too_many_pixels' | 'better_as_jpeg' | 'too_small'>, TextKey> = {
  empty: 'intake.empty',
  pdf: 'intake.pdf',
  svg: 'intake.svg',
  film: 'intake.film',
  raw: 'intake.raw',
  no_photo: 'intake.no_photo',
  unreadable: 'intake.unreadable',
  damaged: 'intake.damaged',
  no_decoder: 'intake.no_decoder',
  no_memory: 'intake.no_memory',
  folder: 'intake.folder',
  no_files: 'intake.no_files',
};

export function words_of(refusal: Refusal): string {
  switch (refusal.why) {
    case 'too_many_bytes':
      return text('intake.too_many_bytes', { mb: refusal.mb });
    case 'too_many_pixels':
      return text('intake.too_many_pixels', { megapixels: refusal.megapixels });
    case 'better_as_jpeg':
      return text('intake.better_as_jpeg', { megapixels: refusal.megapixels });
    case 'too_small':
      return text('intake.too_small', { width: refusal.width, height: refusal.height });
    default:
      return text(kRefused[refusal.why]);
  }
}

// About what was taken of several.
export function words_about_count(count: number, of: 'files' | 'in the file'): string {
  if (count < 2) return '';
  return `${of === 'files' ? text('intake.first_of_files', { count }) : text('intake.first_in_file', { count })} `;
}
