import { describe_area, describe_sharpness, soft_warning } from '../../../web/studio/preview/sharpness';

test('how sharply a product prints is one short sentence', () => {
  expect(describe_sharpness('hoodie', { dpi: 210, is_soft: false })).toBe('210 DPI on the hoodie: sharp');
  expect(describe_sharpness('hoodie', { dpi: 149, is_soft: true })).toBe('149 DPI on the hoodie: soft');
});

test('the warning names the figure, what would help, and that it is kept', () => {
  const words = soft_warning('tee', { dpi: 96, is_soft: true });
  expect(words).toMatch(/on the tee/);
  expect(words).toMatch(/96 DPI/);
  expect(words).toMatch(/larger|closer/);
  expect(words).toMatch(/kept with your order/);
});

test('the print is said in centimetres, on the side that is sold', () => {
  const facts = { pet_cm: [9.04, 11.26], area_cm: [30.48, 40.64] } as const;
  expect(describe_area(facts, false)).toBe('Print on the front: 30.5 × 40.6 cm, your pet’s face 9 × 11.3 cm of it. The back stays plain.');
  expect(describe_area(facts, true)).toMatch(/^Print on the back: .* The front stays plain\.$/);
});
