import english from '../../../web/text/en.json';
import german from '../../../web/text/de.json';

const templates = import.meta.glob<string>('../../../web/pages/**/*.mustache', { query: '?raw', import: 'default', eager: true });
const scripts = import.meta.glob<string>('../../../web/studio/**/*.ts', { query: '?raw', import: 'default', eager: true });
const server = import.meta.glob<string>('../../../server/{app,domain,http}/**/*.cc', { query: '?raw', import: 'default', eager: true });

const hints = import.meta.glob<string>('../../../shared-compositor/src/assess/hint.cc', { query: '?raw', import: 'default', eager: true });
const builders = import.meta.glob<string>('../../../web/build/*.mjs', { query: '?raw', import: 'default', eager: true });

const texts: Record<string, Record<string, string>> = { english, german };
const keys = Object.keys(english);

// Keys that the server puts together.
const kComposed = [
  /^(product|color|size|shipping_rate)\./,
  /^order\.(step|state|trouble|print|parcel)\./,
  /^error\.\d+\.(heading|detail)$/,
  /^refusal\./,
  /^\w+\.page_(title|description)$/,
  /^mail\.\w+\.subject$/,
];

// Names are the same in every language; languages are named in their own.
const kNames = /^(Picasso Pet|English|Deutsch|©|[^a-zA-Z]*)$/;

// What only a programmer ever reads.
const kInternal = [/^The page has no element/, /^A brace is not closed/];

function params_of(pattern: string): string[] {
  return [...new Set([...pattern.matchAll(/\{\s*(\w+)\s*[,}]/g)].map((match) => match[1]!))].sort();
}

function literals_of(sources: Record<string, string>): Set<string> {
  return new Set(Object.values(sources).flatMap((text) => [...text.matchAll(/['"]([\w.]+)['"]/g)].map((match) => match[1]!)));
}

test('there are files to look at', () => {
  expect(Object.keys(templates).length).toBeGreaterThan(10);
  expect(Object.keys(scripts).length).toBeGreaterThan(30);
  expect(Object.keys(server).length).toBeGreaterThan(30);
});

test('both languages have the same keys, in the same order', () => {
  expect(Object.keys(german)).toEqual(keys);
  expect(keys).toEqual([...keys].sort());
});

test('every text has words, and the same params in both languages', () => {
  for (const language of Object.values(texts)) expect(Object.keys(language).filter((key) => !language[key]!.trim())).toEqual([]);
  const params_in = (language: string) => keys.map((key) => `${key}: ${params_of(texts[language]![key]!).join()}`);
  expect(params_in('german')).toEqual(params_in('english'));
});

test('whatever the painter may remark on a photo is said in every language', () => {
  const named = Object.values(hints).flatMap((source) => [...source.matchAll(/return "([a-z_]+)";/g)].map((match) => `hint.${match[1]}`));
  expect(named.length).toBeGreaterThan(5);
  expect(keys.filter((key) => key.startsWith('hint.'))).toEqual(named.sort());
});

test('only texts for templates hold markup, and their keys say so', () => {
  for (const language of Object.values(texts)) {
    expect(Object.entries(language).filter(([key, text]) => /[<>]/.test(text) && !key.endsWith('_html'))).toEqual([]);
  }
});

test('no text is there that nobody says', () => {
  const in_templates = Object.values(templates).flatMap((text) => [...text.matchAll(/\{\{@\s*([\w.]+)\s*\}\}/g)].map((match) => match[1]!));
  const said = new Set([...in_templates, ...literals_of(scripts), ...literals_of(server), ...literals_of(builders)]);
  expect(keys.filter((key) => !said.has(key) && !kComposed.some((composed) => composed.test(key)))).toEqual([]);
});

test('templates have no words of their own', () => {
  const found = Object.entries(templates).flatMap(([file, template]) => {
    const markup = template.replace(/\{\{[^}]*\}\}/g, ' ').replace(/<!--[^]*?-->/g, '').replace(/<(style|script)\b[^]*?<\/\1>/g, '');
    const attributes = [...markup.matchAll(/\s(?:alt|aria-label|title|placeholder)="([^"]*)"/g)].map((match) => match[1]!);
    const nodes = markup.replace(/<[^>]*>/g, '\n').split('\n');
    return [...attributes, ...nodes]
      .map((words) => words.replace(/&\w+;/g, ' ').replace(/© +Picasso Pet\./, '').trim())
      .filter((words) => !kNames.test(words))
      .map((words) => `${file}: ${words}`);
  });
  expect(found).toEqual([]);
});

test('scripts have no sentences of their own', () => {
  const found = Object.entries(scripts).flatMap(([file, script]) => {
    const code = script.replace(/\/\/.*$/gm, '');
    return [...code.matchAll(/(['`])((?:(?!\1)[^\\\n]|\\.)*)\1/g)]
      .map((match) => match[2]!)
      .filter((words) => /^[A-ZÄÖÜ][a-zäöü’]+ [a-zäöü’]+/.test(words) || /[a-z]{2,} [a-z]{2,} [a-z]{2,}.*[.!?…]$/.test(words))
      .filter((words) => !kInternal.some((internal) => internal.test(words)))
      .map((words) => `${file}: ${words}`);
  });
  expect(found).toEqual([]);
});
