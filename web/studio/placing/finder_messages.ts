import type { Oval } from './head';
import type { Picture } from './picture';

// What the page and its finder (finder_worker.ts) say to each other.
export interface ToFinder {
  ticket: number;
  picture: Picture;
}

export type FromFinder =
  | { kind: 'ready' } // everything it needs has come
  | { kind: 'found'; ticket: number; oval: Oval | undefined }
  | { kind: 'broken' };
