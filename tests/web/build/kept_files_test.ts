import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KeptFiles } from '../../../web/build/kept_files.mjs';

let folder: string;
let made: string[];
const make = (what: string) => async () => {
  made.push(what);
  return Buffer.from(what);
};

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kept-'));
  made = [];
});
afterEach(() => rmSync(folder, { recursive: true }));

test('what was made of the same inputs is there in the next run, and not made again', async () => {
  await new KeptFiles(folder).get(['photo', 320], make('small'));
  const again = await new KeptFiles(folder).get(['photo', 320], make('another'));
  expect(again.toString()).toBe('small');
  expect(made).toEqual(['small']);
});

test('any other input is another result', async () => {
  const kept = new KeptFiles(folder);
  await kept.get(['photo', 320, { quality: 52 }], make('a'));
  await kept.get(['photo', 480, { quality: 52 }], make('b'));
  await kept.get(['photo', 320, { quality: 53 }], make('c'));
  expect(made).toEqual(['a', 'b', 'c']);
});

test('what could not be made leaves nothing behind', async () => {
  const kept = new KeptFiles(folder);
  await expect(kept.get(['photo'], () => Promise.reject(new Error('no painter')))).rejects.toThrow('no painter');
  expect((await kept.get(['photo'], make('now'))).toString()).toBe('now');
});

test('what a whole run did not need is forgotten, half a file of an ended one too', async () => {
  await new KeptFiles(folder).get(['old'], make('old'));
  writeFileSync(join(folder, 'half.123'), '');
  const kept = new KeptFiles(folder);
  await kept.get(['new'], make('new'));
  await kept.forget_the_rest();
  expect(readdirSync(folder)).toHaveLength(1);
  expect((await kept.get(['new'], make('again'))).toString()).toBe('new');
});
