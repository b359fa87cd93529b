// Finds what a page's template promises; a missing element is a mistake in the template.
export function by_id<T extends HTMLElement = HTMLElement>(id: string): T {
  const found = document.getElementById(id);
  if (!found) throw new Error(`The page has no element #${id}.`);
  return found as T;
}

// Written again, even what is there already is looked up, laid out and drawn again, which takes the time of whoever paints beside the page.
export function show_words(element: HTMLElement, words: string): void {
  if (element.textContent !== words) element.textContent = words;
}

export function show_if(shown: boolean, element: HTMLElement): void {
  if (element.hidden === shown) element.hidden = !shown;
}

export function enable_if(enabled: boolean, button: HTMLButtonElement): void {
  if (button.disabled === enabled) button.disabled = !enabled;
}

type Attributes = Record<string, string | boolean>;

// An element with attributes and children; text is always text, never markup.
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) made.setAttribute(name, '');
    else if (value !== false) made.setAttribute(name, value);
  }
  made.append(...children);
  return made;
}

export function svg(tag: string, attributes: Record<string, string>, ...children: Node[]): SVGElement {
  const made = document.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}
