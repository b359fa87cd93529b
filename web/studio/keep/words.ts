import type { TextKey } from '../text/text';
import type { Keeping } from './autosave';

// What the studio says about keeping.
export const kKeepingText: Record<Keeping, TextKey> = {
  saved: 'keep.saved',
  apart: 'keep.apart',
  full: 'keep.full',
  impossible: 'keep.impossible',
};
