import { judge_photo, kHeadBytes, type Refusal } from './accept';
import { plan_for, type StillType } from './plan';
import { redraw_photo } from './redraw';

// A photo that the compositor reads in the browser and on the server alike, with nothing in it but the picture.
export interface FitPhoto {
  bytes: Uint8Array;
  type: StillType;
  count: number; // of the photos in the file; only the first is here
}

export type Outcome = FitPhoto | { refused: Refusal };

// `on_progress`: 0..1, at the few places where something has come to an end.
export async function normalise(file: Blob, on_progress: (done: number) => void): Promise<Outcome> {
  const verdict = judge_photo(new Uint8Array(await file.slice(0, kHeadBytes).arrayBuffer()), file.size);
  if ('refused' in verdict) return verdict;
  const bytes = new Uint8Array(await file.arrayBuffer());
  on_progress(0.2);
  const plan = await plan_for(verdict.kind, bytes);
  if ('refused' in plan) return plan;
  if ('keep' in plan) return { bytes: plan.keep, type: plan.type, count: 1 };
  on_progress(0.3);
  const drawn = await redraw_photo(plan.redraw);
  if ('refused' in drawn) return drawn;
  on_progress(1);
  return { ...drawn, type: 'image/jpeg' };
}
