// What a page must hold to in whatever state it is seen: in each of four looks no finding of axe, nothing that sticks out
// sideways, no target too small for a finger; and a picture of it for eyes.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { assert_fits, DESKTOP, PHONE } from './browser.mjs';
import { ROOT } from './shop.mjs';
import { small_targets } from './targets.mjs';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const PICTURES = `${ROOT}/build/budgets/screens`;
const LOOKS = [
  { name: 'phone light', viewport: PHONE, scheme: 'light' },
  { name: 'phone dark', viewport: PHONE, scheme: 'dark' },
  { name: 'desktop light', viewport: DESKTOP, scheme: 'light' },
  { name: 'desktop dark', viewport: DESKTOP, scheme: 'dark' },
];

async function findings(page) {
  if (!await page.evaluate(() => 'axe' in globalThis)) await page.evaluate(AXE);
  const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations'], rules: { 'target-size': { enabled: true } } }));
  return violations.map(({ id, help, nodes }) =>
    `${id}: ${help}\n${nodes.map((node) => `  ${node.html.slice(0, 200)}\n    ${node.any.concat(node.all, node.none).map((check) => check.message).join('; ')}`).join('\n')}`);
}

// Gives a function to call at each state: seen(page, 'the full cart'). `recorded` gets the names.
export function watch_states(t, recorded) {
  mkdirSync(PICTURES, { recursive: true });
  return async (page, state) => {
    for (const { name, viewport, scheme } of LOOKS) {
      await t.test(`${state}, ${name}`, async () => {
        await page.setViewportSize(viewport);
        await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
        await page.waitForTimeout(200);
        recorded.push(`${state}, ${name}`);
        await page.screenshot({ path: `${PICTURES}/${state.replaceAll(/\W+/g, '-')}-${name.replace(' ', '-')}.png`, fullPage: true });
        await assert_fits(page, state);
        assert.deepEqual(await findings(page), []);
        if (viewport === PHONE) assert.deepEqual(await small_targets(page), []);
      });
    }
  };
}
