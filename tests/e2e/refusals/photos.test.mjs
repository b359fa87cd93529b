// Photos that cannot become a picture: a clear answer, and nothing left behind.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { before, test } from '../support/spec.mjs';
import { assert_problem, settled_design, upload } from '../support/api.mjs';
import { converted, DEFAULT_RECIPE, EICAR, native_preview_sha256, photo_bytes, png_1x1, png_16_bit, png_ball, png_bomb, scratch_file, with_comment } from '../support/pictures.mjs';
import { quoted, rows, SHOP, STATE_DIR } from '../support/shop.mjs';

let dog;
before(() => { dog = photo_bytes('dog.jpg'); });

const objects = () => readdirSync(`${STATE_DIR}/objects`, { recursive: true }).map(String);

// Whatever the shop decides, at once or after a look at the pixels: nobody is left with half a design.
async function assert_rejected(photo, what, { type = 'image/jpeg', name = 'photo.jpg', statuses = [400, 413, 415] } = {}) {
  const marker = `0000${Date.now().toString(16)}${Math.random().toString(16).slice(2, 12)}`.padEnd(64, '0').slice(0, 64);
  const answer = await upload({ photo, type, name, sha256: marker });
  if (answer.status !== 202) {
    assert.ok(statuses.includes(answer.status), `${what}: ${answer.status}`);
    const problem = await assert_problem(answer, answer.status, what);
    assert.deepEqual(await rows(`select id from pet_images where preview_sha256 = ${quoted(marker)}`), [], `${what} leaves no row`);
    return problem.detail;
  }
  const { id } = await answer.json();
  const design = await settled_design(id);
  assert.equal(design.status, 'rejected', what);
  assert.ok(design.reason?.length > 20, `${what} is explained`);
  assert.equal(design.preview_url, undefined);
  assert.deepEqual(await rows(`select token from print_files where pet_image_id = ${quoted(id)}`), []);
  assert.deepEqual(await rows(`select kind from jobs where payload = ${quoted(id)} and state <> 'completed'`), [], `${what} leaves no job`);
  assert.deepEqual(objects().filter((key) => key.includes(id) && !key.includes('photos')), []);
  return design.reason;
}

test('text with a photo\'s name', () => assert_rejected(Buffer.from('hello, I am a photo '.repeat(50)), 'text'));
test('an empty photo', () => assert_rejected(Buffer.alloc(0), 'nothing'));
test('HTML with a photo\'s name', () => assert_rejected(Buffer.from('<!doctype html><script>alert(1)</script>'), 'HTML'));
test('SVG with a photo\'s name', () =>
  assert_rejected(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="800" height="800"><script>alert(1)</script></svg>'), 'SVG'));
test('a GIF', () => assert_rejected(Buffer.from('GIF89a\x01\x00\x01\x00\x00\x00\x00;', 'latin1'), 'GIF'));
for (const share of [0.02, 0.5, 0.99]) {
  test(`a JPEG of which ${share * 100} % arrived`, () => assert_rejected(dog.subarray(0, Math.floor(dog.length * share)), 'cut JPEG'));
}
for (const share of [0.1, 0.6]) {
  test(`a PNG of which ${share * 100} % arrived`, () => {
    const whole = png_ball(500, 500);
    return assert_rejected(whole.subarray(0, Math.floor(whole.length * share)), 'cut PNG', { type: 'image/png' });
  });
}
test('a PNG with 16 bits a channel', () => assert_rejected(png_16_bit(), '16 bit', { type: 'image/png' }));
test('a CMYK JPEG', async () => assert_rejected(await converted('dog.jpg', '-colorspace', 'CMYK'), 'CMYK'));
test('a picture of one pixel', () => assert_rejected(png_1x1(), '1x1', { type: 'image/png' }));
test('400 million pixels in 48 KB', async () => {
  const bomb = png_bomb();
  assert.ok(bomb.length < 60_000, `the bomb has ${bomb.length} bytes`);
  const began = Date.now();
  await assert_rejected(bomb, 'bomb', { type: 'image/png' });
  assert.ok(Date.now() - began < 5000);
});
test('a header that promises more pixels than follow', () => {
  const lie = Buffer.from(png_ball(64, 64));
  lie.writeUInt32BE(5000, 16);
  return assert_rejected(lie, 'lying PNG', { type: 'image/png' });
});

test('more than 40 MB is refused in the shop\'s words', async () => {
  const huge = Buffer.concat([dog, Buffer.alloc(42 * 1024 * 1024)]);
  await assert_problem(await upload({ photo: huge }), 413, '42 MB');
});
test('a little more than 40 MB too', async () => {
  const huge = Buffer.concat([dog, Buffer.alloc(40 * 1024 * 1024 + 1 - dog.length)]);
  await assert_problem(await upload({ photo: huge }), 413, '40 MB and a byte');
});

test('a virus test file in a JPEG\'s comment, and behind its end', async () => {
  for (const infected of [with_comment(dog, EICAR), Buffer.concat([dog, Buffer.from(EICAR)])]) {
    const answer = await upload({ photo: infected, sha256: await native_preview_sha256(scratch_file('infected.jpg', infected)) });
    assert.equal(answer.status, 202);
    const { id } = await answer.json();
    const design = await settled_design(id);
    assert.equal(design.status, 'rejected', 'infected');
    assert.match(design.reason, /virus|harmful/i);
    assert.deepEqual(objects().filter((key) => key.includes(id)), [], 'the file is gone');
  }
});

test('a preview that the customer did not see never reaches the printer', async () => {
  const answer = await upload({ photo: dog, sha256: 'f'.repeat(64) });
  assert.equal(answer.status, 202);
  const design = await settled_design((await answer.json()).id);
  assert.equal(design.status, 'rejected');
  assert.match(design.reason, /not exactly the one you saw/);
});

const oval = (change) => ({ version: 1, oval: { ...DEFAULT_RECIPE.oval, ...change } });
const BAD_RECIPES = {
  'an oval outside the photo': oval({ cx: 1.5 }),
  'an oval beside the photo': oval({ cy: -0.2 }),
  'an oval of no size': oval({ rx: 0 }),
  'an oval larger than any photo': oval({ rx: 20 }),
  'a missing number': { version: 1, oval: { cx: 0.5, cy: 0.5, rx: 0.2 } },
  'a word for a number': oval({ cx: 'middle' }),
  'null for a number': oval({ degrees: null }),
  'another version': { ...DEFAULT_RECIPE, version: 2 },
  'an unknown key': { ...DEFAULT_RECIPE, filter: 'sepia' },
  'NaN': '{"version":1,"oval":{"cx":NaN,"cy":0.4,"rx":0.2,"ry":0.25,"degrees":0}}',
  'infinity': '{"version":1,"oval":{"cx":1e999,"cy":0.4,"rx":0.2,"ry":0.25,"degrees":0}}',
  'no JSON': 'oval please',
  'a list': '[]',
  'nothing': '',
  'deep nesting': '['.repeat(12_000),
  '20 KB': JSON.stringify({ ...DEFAULT_RECIPE, note: 'x'.repeat(20_000) }),
};
for (const [what, recipe] of Object.entries(BAD_RECIPES)) {
  test(`a recipe with ${what}`, async () => {
    const [{ count }] = await rows('select count(*) from pet_images where preview_sha256 = repeat(\'a\', 64)');
    const problem = await assert_problem(await upload({ photo: dog, recipe, sha256: 'a'.repeat(64) }), 400, what);
    assert.equal(problem.errors?.[0]?.field.split('.')[0], 'recipe');
    assert.equal((await rows('select count(*) from pet_images where preview_sha256 = repeat(\'a\', 64)'))[0].count, count);
  });
}

test('an unknown painting, product or a hash that is none', async () => {
  await assert_problem(await upload({ photo: dog, scene: '../../etc/passwd' }), 400, 'scene');
  await assert_problem(await upload({ photo: dog, print_spec: 'poster' }), 400, 'print spec');
  await assert_problem(await upload({ photo: dog, sha256: 'xyz' }), 400, 'hash');
});

test('a form without a photo, and a body that is no form', async () => {
  await assert_problem(await upload({}), 400, 'no photo');
  const post = (body, type) => fetch(`${SHOP}/api/upload`, { method: 'POST', body, headers: { 'content-type': type } });
  await assert_problem(await post('hello', 'text/plain'), 415, 'no form');
  await assert_problem(await post('{}', 'multipart/form-data'), 400, 'no boundary');
  await assert_problem(await post('--x\r\ncontent-disposition: form-data; name="photo"\r\n\r\nabc', 'multipart/form-data; boundary=x'), 400, 'cut form');
});
