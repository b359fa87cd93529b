import { pet_box, type Seen } from '../../../web/studio/placing/pet_box';

const kGrid = 128;
const kClasses = 80;
const kCat = 15;
const kDog = 16;
const kCar = 2;
const kPhoto = { rgba: new Uint8Array(), width: 1024, height: 768 };

interface Thing {
  what: number;
  sure: number;
  at: [x: number, y: number]; // of the grid
  reach: [left: number, up: number, right: number, down: number]; // pixels of 512
}

function seen(...things: Thing[]): Seen {
  const [heat, reach] = [new Float32Array(kGrid * kGrid * kClasses), new Float32Array(kGrid * kGrid * 4)];
  for (const { what, sure, at, reach: sides } of things) {
    const place = at[1] * kGrid + at[0];
    heat[place * kClasses + what] = sure;
    reach.set(sides, 4 * place);
  }
  return { heat, reach };
}

describe('the box around the pet', () => {
  it('reaches as far as is said from its middle, in pixels of the photo', () => {
    const box = pet_box(seen({ what: kCat, sure: 0.5, at: [32, 64], reach: [28, 56, 72, 44] }), kPhoto);
    expect(box).toEqual({ left: 200, top: 300, width: 200, height: 150 });
  });

  it('is that of the surest animal, whatever else is there', () => {
    const car = { what: kCar, sure: 0.9, at: [100, 20], reach: [10, 10, 10, 10] } as Thing;
    const cat = { what: kCat, sure: 0.3, at: [20, 20], reach: [20, 20, 20, 20] } as Thing;
    const dog = { what: kDog, sure: 0.6, at: [90, 64], reach: [20, 20, 20, 20] } as Thing;
    expect(pet_box(seen(car, cat, dog), kPhoto)?.left).toBe(((360 - 20) / 512) * 1024);
  });

  it('ends where the photo does', () => {
    const box = pet_box(seen({ what: kDog, sure: 0.5, at: [10, 120], reach: [200, 100, 60, 200] }), kPhoto);
    expect(box).toEqual({ left: 0, top: 570, width: 200, height: 198 });
  });

  it('is not drawn around things, nor around what is hardly seen', () => {
    expect(pet_box(seen({ what: kCar, sure: 0.9, at: [64, 64], reach: [99, 99, 99, 99] }), kPhoto)).toBeUndefined();
    expect(pet_box(seen({ what: kCat, sure: 0.1, at: [64, 64], reach: [99, 99, 99, 99] }), kPhoto)).toBeUndefined();
    expect(pet_box(seen({ what: kCat, sure: 0.9, at: [64, 64], reach: [0, 0, 0, 0] }), kPhoto)).toBeUndefined();
  });
});
