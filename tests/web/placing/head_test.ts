import type { Guess } from '../../../web/studio/placing/face_guesses';
import { head, type Oval } from '../../../web/studio/placing/head';

const kPhoto = { rgba: new Uint8Array(), width: 1000, height: 800 };
const guess = (x: number, y: number, size: number, logit = 1): Guess => ({ logit, x, y, size });
const at = (oval: Oval | undefined) => oval && { x: oval.cx * kPhoto.width, y: oval.cy * kPhoto.height };

describe('the oval around the head', () => {
  const sitting = { left: 600, top: 200, width: 200, height: 400 };

  it('lies where faces are guessed, a little higher, for the ears', () => {
    const { x, y } = at(head([guess(700, 320, 120), guess(710, 326, 120)], sitting, kPhoto))!;
    expect(x).toBeCloseTo(705, -1);
    expect(y).toBeGreaterThan(290);
    expect(y).toBeLessThan(325);
  });

  it('is as large as the guess and the body say, and a little taller than wide', () => {
    const size = (face: number): number => 2 * head([guess(700, 320, face)], sitting, kPhoto)!.ry * kPhoto.height;
    expect(size(100)).toBeGreaterThan(100);
    expect(size(100)).toBeLessThan(size(160));
    const { rx, ry } = head([guess(700, 320, 120)], sitting, kPhoto)!;
    expect(ry * kPhoto.height).toBeGreaterThan(rx * kPhoto.width);
  });

  it('is where many guesses agree, not where one stands alone', () => {
    const crowd = [guess(650, 330, 110, 0.6), guess(655, 335, 110, 0.6), guess(648, 328, 110, 0.6)];
    expect(at(head([...crowd, guess(760, 330, 110, 0.9)], sitting, kPhoto))!.x).toBeLessThan(690);
  });

  it('is on top of an animal that is seen whole, even when its paws look more like a face', () => {
    expect(at(head([guess(700, 280, 110, 0), guess(700, 560, 110, 1)], sitting, kPhoto))!.y).toBeLessThan(320);
  });

  it('may be low in a close-up that the picture cuts off', () => {
    const close = { left: 0, top: 50, width: 1000, height: 750 };
    const low = at(head([guess(500, 300, 600, 0), guess(500, 520, 600, 1)], close, kPhoto))!;
    expect(low.y).toBeGreaterThan(380);
  });

  it('stays in the box, and what is guessed outside it counts for nothing', () => {
    const oval = head([guess(790, 210, 150), guess(100, 100, 300, 9)], sitting, kPhoto)!;
    const { x, y } = at(oval)!;
    expect(x).toBeLessThan(760);
    expect(x).toBeGreaterThan(600);
    expect(y).toBeGreaterThan(250);
    expect(head([guess(100, 100, 300, 9)], sitting, kPhoto)).toBeUndefined();
  });

  it('is one that a recipe may have, for any box and any guess', () => {
    const lying = { left: 10, top: 700, width: 900, height: 20 };
    for (const box of [sitting, lying, { left: 0, top: 0, width: 1000, height: 800 }]) {
      for (const [x, y] of [[0.01, 0.01], [0.5, 0.5], [0.99, 0.99]] as const) {
        const { cx, cy, rx, ry } = head([guess(box.left + x * box.width, box.top + y * box.height, 5000, 3)], box, kPhoto)!;
        for (const middle of [cx, cy]) expect(middle).toBeGreaterThan(0);
        for (const middle of [cx, cy]) expect(middle).toBeLessThan(1);
        for (const radius of [rx, ry]) expect(radius).toBeLessThanOrEqual(1);
        for (const radius of [rx, ry]) expect(radius).toBeGreaterThan(0);
      }
    }
  });
});
