import { transform_of } from '../../../web/studio/intake/redraw';

// Where EXIF says that the first row and the first column of the stored picture are seen (CIPA DC-008, 4.6.4 A).
const kFirstPixel: Record<number, [x: 'left' | 'right', y: 'top' | 'bottom']> = {
  1: ['left', 'top'], 2: ['right', 'top'], 3: ['right', 'bottom'], 4: ['left', 'bottom'],
  5: ['left', 'top'], 6: ['right', 'top'], 7: ['right', 'bottom'], 8: ['left', 'bottom'],
};

test.each([1, 2, 3, 4, 5, 6, 7, 8])('orientation %i puts the stored picture where EXIF says', (orientation) => {
  const [width, height] = [40, 30];
  const [a, b, c, d, e, f] = transform_of(orientation, width, height);
  const seen = (x: number, y: number): [number, number] => [a * x + c * y + e, b * x + d * y + f];
  const [upright_width, upright_height] = orientation >= 5 ? [height, width] : [width, height];
  const [side, end] = kFirstPixel[orientation]!;
  expect(seen(0, 0)).toEqual([side === 'left' ? 0 : upright_width, end === 'top' ? 0 : upright_height]);
  expect(seen(width, height)).toEqual([side === 'left' ? upright_width : 0, end === 'top' ? upright_height : 0]);
  // From 5 on the stored rows are seen as columns.
  expect(seen(width, 0)[1] === seen(0, 0)[1]).toBe(orientation < 5);
});
