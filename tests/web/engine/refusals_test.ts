import english from '../../../web/text/en.json';
import german from '../../../web/text/de.json';
import { refusal_key } from '../../../web/studio/engine/refusals';
import { EngineError, type RawModule, WasmModule } from '../../../web/studio/engine/wasm_module';

const sources = import.meta.glob<string>(['../../../shared-compositor/src/**/*.cc', '../../../wasm-client/**/*.cc'], { query: '?raw', import: 'default', eager: true });

// No customer hears of these: what is stopped is wanted no more, and targets are the page's own.
const kUnheard = /kCanceled|kInvalidTarget/;

const sentences = [...new Set(Object.values(sources)
  .flatMap((source) => [...source.matchAll(/\bfail\((?:compositor::)?ErrorCode::(\w+),\s*"([^"]+)"\)/g)])
  .filter(([, code]) => !kUnheard.test(code!))
  .map(([, , sentence]) => sentence!))];

test('every sentence that the modules refuse with has a text', () => {
  expect(sentences.length).toBeGreaterThan(15);
  const texts = english as Record<string, string>;
  for (const sentence of sentences) expect(texts[refusal_key(sentence)], sentence).toBe(sentence);
});

test('no text of them is for a sentence that is gone', () => {
  const list = Object.keys(english).filter((key) => key.startsWith('refusal.') && refusal_key(english[key as keyof typeof english]) === key);
  expect(list.sort()).toEqual(sentences.map(refusal_key).sort());
});

test('a module that refuses is heard by a key, so that a page says it in its language', () => {
  const raw = { UTF8ToString: () => 'Nothing of the pet is left: bring some of it back with the brush, or move the oval onto its face.' };
  const module = new WasmModule(raw as unknown as RawModule, () => 0);
  module.check(0);
  const refuse = (): void => module.check(3);
  expect(refuse).toThrow(EngineError);
  expect(refuse).toThrow(/^refusal\.nothing_of_the_pet_is_left_/);
  let key = '';
  try { refuse(); } catch (error) { key = (error as Error).message; }
  expect((german as Record<string, string>)[key]).toMatch(/^Vom Tier ist nichts übrig/);
});

test('what has no text is said as it is', () => {
  expect(refusal_key('A pipe burst: all is wet.')).toBe('A pipe burst: all is wet.');
  expect(refusal_key('studio.no_memory')).toBe('studio.no_memory');
});
