import { type Grid, guesses, kFaceSide } from './face_guesses';
import { head, type Oval } from './head';
import { kDetectorSide, pet_box, type Seen } from './pet_box';
import { type Picture, sampled } from './picture';

export interface Models {
  detect(rgb: Float32Array): Seen; // kDetectorSide squared, 0..255
  faces(rgb: Float32Array): readonly [Grid, Grid]; // kFaceSide squared, -1..1
}

const kAround = 1.2; // of the box's longer side: what is searched for a face

// The oval around the head of the pet in the picture. Nothing where no animal is seen: better no guess than a wrong one.
export function find_head(picture: Picture, models: Models): Oval | undefined {
  const whole = { left: 0, top: 0, width: picture.width, height: picture.height };
  const box = pet_box(models.detect(sampled(picture, whole, kDetectorSide, 0, 1)), picture);
  if (!box) return undefined;
  const side = kAround * Math.max(box.width, box.height);
  const square = { left: box.left + (box.width - side) / 2, top: box.top + (box.height - side) / 2, width: side, height: side };
  return head(guesses(models.faces(sampled(picture, square, kFaceSide, 127.5, 127.5)), square), box, picture);
}
