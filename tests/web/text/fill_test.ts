import { fill } from '../../../web/studio/text/fill';

test('params take their places, as often as they are named', () => {
  expect(fill('{who} and {who} see {what}.', { who: 'Tom', what: '{who}' }, 'en-US')).toBe('Tom and Tom see {who}.');
});

test('a param that is not given stays visible', () => {
  expect(fill('Hello, {name}!', {}, 'en-US')).toBe('Hello, {name}!');
});

test('numbers are written as in the language', () => {
  expect(fill('{n}', { n: 1234.5 }, 'en-US')).toBe('1,234.5');
  expect(fill('{n}', { n: 1234.5 }, 'de-DE')).toBe('1.234,5');
});

test.each([
  [0, 'nothing'],
  [1, '1 picture of Tom'],
  [2, '2 pictures of Tom'],
  [1000, '1,000 pictures of Tom'],
])('a plural takes the form of %d', (count, said) => {
  const pattern = '{count, plural, =0 {nothing} one {# picture of {name}} other {# pictures of {name}}}';
  expect(fill(pattern, { count, name: 'Tom' }, 'en-US')).toBe(said);
});

test('a brace that is not closed is a mistake', () => {
  expect(() => fill('{n', { n: 1 }, 'en-US')).toThrow();
});
