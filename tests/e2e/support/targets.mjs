// Things to tap that are too small for a finger.
const LEAST_PX = 24;
const MAIN_LEAST_PX = 44;

// Buttons, fields, choices and the ways through the shop; not the links in a text, the footer, or besides a heading.
const MAIN = 'button, .button, select, summary, nav[aria-label="Main"] a, input:not([type=range]):not([type=checkbox]):not([type=radio]), label.choice, label.dropzone';

export const small_targets = (page) =>
  page.evaluate(([main, least, main_least]) => {
    const TARGETS = 'a[href], button, input:not([type=hidden]), select, textarea, summary, label.choice, [role=button], [tabindex="0"]';
    const stands_in = (element) => { // a field that is not seen is tapped by its label
      const hidden = element.matches('input') && element.getBoundingClientRect().width <= 1;
      return hidden ? element.labels?.[0] : element;
    };
    const in_a_sentence = (element) => element.matches('p a, li a, dd a, address a') && element.parentElement.textContent.trim().length > element.textContent.trim().length + 3
      && getComputedStyle(element).display === 'inline';
    const found = [];
    for (const element of new Set([...document.querySelectorAll(TARGETS)].map(stands_in))) {
      if (!element?.checkVisibility({ visibilityProperty: true, opacityProperty: true }) || in_a_sentence(element)) continue;
      const { width, height, right, bottom } = element.getBoundingClientRect();
      if (width <= 1 || right + scrollX < 0 || bottom + scrollY < 0) continue; // waits outside until it has the focus
      const wanted = element.matches(main) ? main_least : least;
      if (Math.min(width, height) < wanted - 0.5) {
        found.push(`${Math.round(width)} x ${Math.round(height)}, not ${wanted}: ${element.outerHTML.slice(0, 120)}`);
      }
    }
    return found;
  }, [MAIN, LEAST_PX, MAIN_LEAST_PX]);
