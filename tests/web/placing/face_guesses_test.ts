import { type Grid, guesses } from '../../../web/studio/placing/face_guesses';

const kFine = 16 * 16 * 2;
const kCoarse = 8 * 8 * 6;
const grid = (anchors: number): Grid => ({ logits: new Float32Array(anchors).fill(-9), places: new Float32Array(anchors * 16) });

function said(which: 'fine' | 'coarse', anchor: number, logit: number, place: number[]) {
  const [fine, coarse] = [grid(kFine), grid(kCoarse)];
  const told = which === 'fine' ? fine : coarse;
  (told.logits as Float32Array)[anchor] = logit;
  (told.places as Float32Array).set(place, 16 * anchor);
  return guesses([fine, coarse], { left: 100, top: 50, width: 512, height: 512 }).filter((guess) => guess.logit > -9);
}

describe('what the finder of faces says', () => {
  it('is counted from the anchor and in pixels of the picture', () => {
    // The second anchor of the fourth cell in the third row, whose middle is (56, 40) of 256.
    expect(said('fine', (2 * 16 + 3) * 2 + 1, 1.5, [4, -8, 30])).toEqual([{ logit: 1.5, x: 100 + 2 * 60, y: 50 + 2 * 32, size: 60 }]);
  });

  it('comes from the coarse grid as well', () => {
    expect(said('coarse', (1 * 8 + 7) * 6 + 5, 0.5, [0, 0, 100])).toEqual([{ logit: 0.5, x: 100 + 2 * 240, y: 50 + 2 * 48, size: 200 }]);
  });
});
