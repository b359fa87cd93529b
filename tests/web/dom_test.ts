import { enable_if, show_if, show_words } from '../../web/studio/dom';

// An element that counts what is written into it.
function counted<K extends 'textContent' | 'hidden' | 'disabled'>(name: K, value: HTMLButtonElement[K]) {
  let written = 0;
  const made = Object.defineProperty({}, name, {
    get: () => value,
    set: (next: HTMLButtonElement[K]) => {
      ++written;
      value = next;
    },
  }) as HTMLButtonElement;
  return { element: made, written: () => written };
}

test('words are written when they are others, and only then', () => {
  const { element, written } = counted('textContent', 'sharp');
  show_words(element, 'sharp');
  expect(written()).toBe(0);
  show_words(element, 'soft');
  expect([element.textContent, written()]).toEqual(['soft', 1]);
});

test('an element is shown or hidden when it was not, and only then', () => {
  const { element, written } = counted('hidden', true);
  show_if(false, element);
  expect(written()).toBe(0);
  show_if(true, element);
  expect([element.hidden, written()]).toEqual([false, 1]);
  show_if(false, element);
  expect([element.hidden, written()]).toEqual([true, 2]);
});

test('a button is enabled or disabled when it was not, and only then', () => {
  const { element, written } = counted('disabled', false);
  enable_if(true, element);
  expect(written()).toBe(0);
  enable_if(false, element);
  expect([element.disabled, written()]).toEqual([true, 1]);
  enable_if(true, element);
  expect([element.disabled, written()]).toEqual([false, 2]);
});
