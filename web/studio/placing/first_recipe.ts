import type { PhotoCopy } from '../engine/paint_messages';
import type { Kept } from '../keep/autosave';
import type { HeadFinder } from './head_finder';

// A recipe with the oval that work on a photo begins with, for the module: that of what was kept, else around the pet's
// head. Undefined: above the middle, as the module has it.
export async function first_recipe(finder: Pick<HeadFinder, 'find'>, copy: PhotoCopy | undefined, kept: Kept | undefined): Promise<string | undefined> {
  if (kept) return kept.steps.recipes[0];
  if (!copy) return undefined;
  const { width, height } = copy;
  const oval = await finder.find({ rgba: new Uint8Array(copy.pixels), width, height });
  return oval && JSON.stringify({ version: 1, oval });
}
