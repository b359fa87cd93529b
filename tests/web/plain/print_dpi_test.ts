import { print_dpi } from '../../../web/studio/plain/print_dpi';

const kPhoto = { width: 768, height: 576 };

test.each([['tee', 68], ['hoodie', 37], ['hat', 165]])('the face of a small photo is printed on the %s with %d DPI, as the module says', (print_spec, dpi) => {
  expect(print_dpi({ size: 52 }, kPhoto, print_spec)).toEqual({ dpi, is_soft: dpi < 150 });
});

test('a larger oval and a larger photo print finer, in proportion', () => {
  expect(print_dpi({ size: 104 }, kPhoto, 'tee')!.dpi).toBe(137);
  expect(print_dpi({ size: 52 }, { width: 3072, height: 2304 }, 'tee')!.dpi).toBe(275);
});

test('nothing is said of a product without a print', () => {
  expect(print_dpi({ size: 52 }, kPhoto, 'mug')).toBeUndefined();
  expect(print_dpi({ size: 52 }, kPhoto, 'toString')).toBeUndefined();
});
