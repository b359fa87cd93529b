// A customer without a mouse.
import assert from 'node:assert/strict';

const described = (page) =>
  page.evaluate(() => {
    const at = document.activeElement;
    return at ? `${at.tagName.toLowerCase()}${at.id && `#${at.id}`} ${(at.getAttribute('aria-label') ?? at.textContent ?? '').trim().slice(0, 40)}` : 'nothing';
  });

// Whether the eye can find the focus: on the element itself, or on what is drawn in its place.
const focus_is_visible = (page) =>
  page.evaluate(() => {
    const at = document.activeElement;
    const shown = [at, at.nextElementSibling, at.closest('label'), ...(at.labels ?? [])].filter(Boolean);
    return at === document.body || shown.some((element) => {
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
      return (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none';
    });
  });

// Presses Tab (or another key) until what has the focus matches. Every stop on the way must be visible.
export async function go_to(page, selector, key = 'Tab', at_most = 90) {
  const passed = [];
  for (let press = 0; press < at_most; press++) {
    await page.keyboard.press(key);
    const stop = await described(page);
    assert.ok(await focus_is_visible(page), `the focus cannot be seen on: ${stop}`);
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted), selector)) return;
    passed.push(stop);
  }
  assert.fail(`${selector} was not reached by ${key}; passed: ${passed.join(' | ')}`);
}

export async function press(page, key, times = 1) {
  for (let n = 0; n < times; n++) await page.keyboard.press(key);
}

// In a group of radio buttons the arrows choose.
export async function choose(page, group, value) {
  await go_to(page, `${group} input:checked`);
  for (let n = 0; n < 12; n++) {
    if (await page.evaluate((wanted) => document.activeElement.value === wanted, value)) return;
    await page.keyboard.press('ArrowRight');
  }
  assert.fail(`${value} was not found in ${group}`);
}

// Replaces what a text field holds.
export async function type_into(page, selector, text) {
  await go_to(page, selector);
  await page.keyboard.press('Control+a');
  await page.keyboard.type(text);
}
