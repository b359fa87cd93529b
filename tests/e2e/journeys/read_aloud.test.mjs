// What a screen reader finds: landmarks, names, states and the words that are spoken when something happens, in both languages.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from '../support/spec.mjs';
import { make_design, new_cart } from '../support/api.mjs';
import { DESKTOP, launch, new_visitor, PHONE } from '../support/browser.mjs';
import { paid_order } from '../support/pages.mjs';
import { photo_path } from '../support/pictures.mjs';
import { ROOT, SHOP } from '../support/shop.mjs';
import { choose_photo, put_cart, settled_painting } from '../support/studio.mjs';
import { until } from '../support/wait.mjs';

let browser;
let design;
before(async () => {
  browser = await launch();
  design = await make_design();
});
after(() => browser?.close());

const LANGUAGES = ['en', 'de'].map((code) => {
  const texts = JSON.parse(readFileSync(`${ROOT}/web/text/${code}.json`, 'utf8'));
  return { code, prefix: code === 'en' ? '' : `/${code}`, say: (key) => texts[key] ?? assert.fail(`no text ${key}`) };
});

const tree_of = (page, where = 'body') => page.locator(where).ariaSnapshot();

function assert_says(tree, lines, what) {
  for (const line of lines) assert.ok(tree.includes(line), `${what}: "${line}" is missing in\n${tree}`);
}

// The frame that every page has, once each.
function assert_frame(tree, { say }, what) {
  assert_says(tree, [
    `- link "${say('site.skip')}"`, '- banner:', `- navigation "${say('site.nav_label')}"`, '- main:', '- contentinfo:',
    `- navigation "${say('site.nav_shop')}"`, `- navigation "${say('site.nav_legal')}"`, `- navigation "${say('site.language')}"`,
    `- link "${say('site.home_label')}"`, `- link "${say('site.cart')}`,
  ], what);
  for (const landmark of ['banner', 'main', 'contentinfo']) assert.equal(tree.split(`- ${landmark}`).length, 2, `${what}: one ${landmark}`);
  assert.equal((tree.match(/- heading [^\n]*\[level=1\]/g) ?? []).length, 1, `${what}: one heading of the first level\n${tree}`);
}

// Everything that can be pressed, followed or filled in has a name.
async function assert_named(page, what) {
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  const roles = ['button', 'link', 'textbox', 'spinbutton', 'slider', 'radio', 'checkbox', 'combobox', 'image', 'img', 'application', 'progressbar'];
  const nameless = nodes.filter((node) => !node.ignored && roles.includes(node.role?.value) && !node.name?.value?.trim());
  assert.deepEqual(nameless.map(({ role, backendDOMNodeId }) => `${role.value} ${backendDOMNodeId}`), [], what);
  assert.ok(nodes.length > 50, `${what} has a tree`);
}

for (const language of LANGUAGES) {
  const { code, prefix, say } = language;

  test(`the first page, ${code}`, async () => {
    const { page, context } = await new_visitor(browser);
    await page.goto(`${SHOP}${prefix}/`);
    const tree = await tree_of(page);
    assert_frame(tree, language, 'landing');
    assert_says(tree, [`img "${say('landing.hero_after_alt')}"`, `img "${say('landing.hero_before_alt')}"`], 'landing');
    await assert_named(page, 'landing');
    await context.close();
  });

  test(`the studio, ${code}: regions, tools, numbers, and what it says as one works`, async () => {
    const { page, context } = await new_visitor(browser);
    await page.goto(`${SHOP}${prefix}/studio`);
    const empty = await tree_of(page);
    assert_frame(empty, language, 'empty studio');
    assert_says(empty, [`button "${say('studio.photo_label')}"`], 'empty studio');
    await choose_photo(page, photo_path('dog.jpg'));
    const first = await settled_painting(page);
    for (const folded of ['studio.look', 'studio.cut_out', 'studio.exact_position', 'studio.place']) await page.locator('summary', { hasText: say(folded) }).click();
    const tree = await tree_of(page);
    assert_frame(tree, language, 'studio');
    assert_says(tree, [
      `region "${say('studio.painting')}"`, `region "${say('studio.product')}"`, `region "${say('studio.fit_oval')}"`,
      `img "${say('studio.painting_label')}"`, `application "${say('studio.crop_label')}"`,
      `group "${say('studio.move_and_view')}"`, `group "${say('studio.size_and_history')}"`,
      `button "${say('studio.move_left')}"`, `button "${say('studio.turn_right')}"`, `spinbutton "${say('studio.field_rotation')}"`,
      `button "${say('studio.before')}"`, `list "${say('studio.in_print')}"`,
    ], 'studio');
    assert.match(tree, new RegExp(`- status: ${say('studio.drag_oval').slice(0, 20)}`), 'what to do now is spoken');
    assert.match(tree, /\d+ DPI/, 'and how sharp it will be in print');
    await page.click('[data-command="turn_right"]');
    await settled_painting(page, first);
    await until('the saving to be spoken', async () => (await tree_of(page)).includes(`status: ${say('keep.saved')}`), 15_000);
    await assert_named(page, 'studio');
    await context.close();
  });

  test(`the cart, ${code}: lines, sums, and what a code gives`, async () => {
    const { page, context } = await new_visitor(browser);
    await put_cart(page, new_cart(design), prefix);
    const tree = await tree_of(page);
    assert_frame(tree, language, 'cart');
    const [name, variant] = [say('product.tee.name'), `${say('color.white')} / M`];
    const filled = (key) => say(key).replace('{name}', name).replace('{variant}', variant);
    assert_says(tree, [
      `spinbutton "${filled('cart.quantity_of')}"`, `button "${filled('cart.one_less_of')}" [disabled]`, `button "${filled('cart.one_more_of')}"`, `button "${filled('cart.remove_what')}"`, `textbox "${say('cart.promotion')}"`,
      `combobox "${say('cart.ship_to')}"`, `button "${say('cart.checkout')}"`, `term: ${say('cart.total')}`,
    ], 'cart');
    await page.fill('#promotion-code', 'NOBODY');
    await page.press('#promotion-code', 'Enter');
    await until('the refusal to be spoken', async () => (await tree_of(page, '#promotion')).includes(`status: ${say('cart.promotion_unknown')}`), 15_000);
    await page.click('.cart-remove');
    await until('the removal to be spoken', async () => (await tree_of(page)).includes(`status: ${say('cart.removed')}`));
    await assert_named(page, 'cart');
    await context.close();
  });
}

test('the crop surface is explained for fingers on a phone, and for mouse and keys where they are', async () => {
  const { say } = LANGUAGES[1];
  const [fingers, keys] = [say('studio.crop_help_touch'), say('studio.crop_help_keys')];
  for (const [viewport, options, heard, missing] of [[PHONE, { hasTouch: true, isMobile: true }, fingers, keys], [DESKTOP, {}, keys, fingers]]) {
    const { page, context } = await new_visitor(browser, viewport, options);
    await page.goto(`${SHOP}/de/studio`);
    await choose_photo(page, photo_path('cat.jpg'));
    const session = await context.newCDPSession(page);
    const { nodes } = await session.send('Accessibility.getFullAXTree');
    const { description } = nodes.find((node) => node.role?.value === 'application');
    assert.ok(description.value.includes(heard), description.value);
    assert.ok(!description.value.includes(missing), description.value);
    assert.equal(await page.innerText('#crop-help'), heard, 'who sees reads the same');
    await context.close();
  }
});

test('the page of an order, in both languages', async () => {
  const { order } = await paid_order(design);
  for (const language of LANGUAGES) {
    const { page, context } = await new_visitor(browser);
    await page.goto(order.replace('/orders/', `${language.prefix}/orders/`));
    const tree = await tree_of(page);
    assert_frame(tree, language, 'order');
    const { say } = language;
    assert_says(tree, [`region "${say('order.progress')}"`, `region "${say('order.items')}"`, say('order.step.placed'), say('order.step.paid'), say('order.step_done')], 'order');
    await assert_named(page, 'order');
    await context.close();
  }
});
