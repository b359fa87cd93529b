import { early_photo, hold_early_photos } from '../../../web/studio/intake/early_photo';

function given(kind: string, name: string, value: unknown): Event {
  return Object.assign(new Event(kind, { cancelable: true }), { [name]: value });
}

test('what is dropped before the script has come is kept for it, and the browser leaves it alone', () => {
  const page = new EventTarget();
  vi.stubGlobal('document', page);
  hold_early_photos();
  const words = given('paste', 'clipboardData', { files: [] });
  page.dispatchEvent(words);
  expect(words.defaultPrevented).toBe(false);
  const over = given('dragover', 'dataTransfer', { types: ['Files'] });
  page.dispatchEvent(over);
  expect(over.defaultPrevented).toBe(true);
  const file = new File(['a'], 'cat.jpg', { type: 'image/jpeg' });
  const drop = given('drop', 'dataTransfer', { files: [file] });
  page.dispatchEvent(drop);
  expect(drop.defaultPrevented).toBe(true);
  expect(early_photo()).toEqual({ file, files: 1 });
  // From now on somebody else listens.
  const later = given('drop', 'dataTransfer', { files: [file] });
  page.dispatchEvent(later);
  expect(later.defaultPrevented).toBe(false);
  vi.unstubAllGlobals();
});
