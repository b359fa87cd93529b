import { describe_oval, group_of, kFields } from '../../../web/studio/engine/fields';

test('the oval is described in whole numbers', () => {
  expect(describe_oval([33.4, 50, 52.2, 80, 0])).toBe('Oval at 33 % across and 50 % down, 52 % of the photo tall, upright.');
});

test('turns are said with their direction', () => {
  expect(describe_oval([0, 0, 50, 80, 12])).toMatch(/turned 12° clockwise/);
  expect(describe_oval([0, 0, 50, 80, -12])).toMatch(/turned 12° anticlockwise/);
});

test('every field has a place on the page', () => {
  expect(kFields.map((_, field) => group_of(field)).filter((group) => group === 'style-fields').length).toBe(4);
  expect(group_of(0)).toBe('oval-fields');
  expect(group_of(5)).toBe('pose-fields');
});
