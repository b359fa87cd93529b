import { photo_among } from '../../../web/studio/intake/pick';

const named = (name: string, type = ''): File => ({ name, type }) as File;
const entry = (isDirectory: boolean) => ({ kind: 'file', webkitGetAsEntry: () => ({ isDirectory }) });

test('of several files the first photo is taken, and said how many there were', () => {
  const photo = named('b.jpg', 'image/jpeg');
  expect(photo_among({ files: [named('a.txt', 'text/plain'), photo, named('c.png', 'image/png')] })).toEqual({ file: photo, files: 3 });
});

test('a HEIC photo without a type is a photo by its name, a lone file is tried whatever it is called', () => {
  const photo = named('IMG_0001.HEIC');
  expect(photo_among({ files: [named('notes.txt', 'text/plain'), photo] })).toMatchObject({ file: photo });
  const lone = named('noname');
  expect(photo_among({ files: [lone] })).toEqual({ file: lone, files: 1 });
});

test('a folder is no photo; beside one the photo is taken', () => {
  expect(photo_among({ files: [named('holiday')], items: [entry(true)] })).toEqual({ refused: { why: 'folder' } });
  const photo = named('a.jpg', 'image/jpeg');
  expect(photo_among({ files: [named('holiday'), photo], items: [entry(true), entry(false)] })).toMatchObject({ file: photo });
});

test('text beside a file does not shift which is the folder', () => {
  const photo = named('a.jpg', 'image/jpeg');
  expect(photo_among({ files: [photo], items: [{ kind: 'string' }, entry(false)] })).toMatchObject({ file: photo });
});

test('without files there is nothing to take', () => {
  expect(photo_among({ files: null })).toBeUndefined();
  expect(photo_among({ files: [] })).toBeUndefined();
});
