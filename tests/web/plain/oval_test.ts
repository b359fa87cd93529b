import { changed, first_oval, kRanges, oval_of, recipe_of } from '../../../web/studio/plain/oval';

const kPhoto = { width: 768, height: 576 };

test('the first oval is the one that the module begins with', () => {
  expect(first_oval(kPhoto)).toEqual({ x: 50, y: 44, size: 52, width: 80, degrees: 0 });
  expect(first_oval({ width: 300, height: 600 }).size).toBe(26);
});

test('the recipe has half axes in fractions of the photo', () => {
  const recipe = JSON.parse(recipe_of({ x: 25, y: 75, size: 50, width: 80, degrees: -12 }, kPhoto));
  expect(recipe).toEqual({ version: 1, oval: { cx: 0.25, cy: 0.75, rx: expect.closeTo(0.15, 12), ry: 0.25, degrees: -12 } });
});

test('a recipe gives its oval back, and one without an oval the first', () => {
  const oval = { x: 25, y: 75.5, size: 51, width: 83, degrees: -12 };
  expect(oval_of(recipe_of(oval, kPhoto), kPhoto)).toEqual(oval);
  expect(oval_of('{"version":1}', kPhoto)).toEqual(first_oval(kPhoto));
  expect(oval_of('{"oval":{"cx":0.5,"cy":0.5,"rx":0.001,"ry":0.9,"degrees":400}}', kPhoto)).toEqual({ x: 50, y: 50, size: 150, width: 40, degrees: 180 });
});

test('a number outside its range is the nearest inside, no number changes nothing', () => {
  const oval = first_oval(kPhoto);
  expect(changed(oval, 'x', 120).x).toBe(kRanges.x.max);
  expect(changed(oval, 'degrees', -400).degrees).toBe(kRanges.degrees.min);
  expect(changed(oval, 'size', Number.NaN)).toBe(oval);
});

test('however narrow or wide the photo, the recipe stays within what the shop takes', () => {
  for (const photo of [{ width: 100, height: 4000 }, { width: 4000, height: 100 }, kPhoto]) {
    for (const size of [kRanges.size.min, kRanges.size.max]) {
      for (const width of [kRanges.width.min, kRanges.width.max]) {
        const { rx, ry } = JSON.parse(recipe_of({ x: 0, y: 100, size, width, degrees: 180 }, photo)).oval;
        for (const radius of [rx, ry]) expect(radius >= 0.01 && radius <= 1).toBe(true);
      }
    }
  }
});
