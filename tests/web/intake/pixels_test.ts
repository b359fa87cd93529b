import { lay_on_white } from '../../../web/studio/intake/pixels';

test('what is transparent is seen on white', () => {
  const rgba = new Uint8ClampedArray([10, 20, 30, 255, 0, 0, 0, 0, 200, 100, 0, 128]);
  lay_on_white(rgba);
  expect([...rgba]).toEqual([10, 20, 30, 255, 255, 255, 255, 255, 227, 177, 127, 255]);
});
