import { format_money } from '../../web/studio/money';

test.each([
  [2900, 'USD', '$29.00'],
  [5, 'USD', '$0.05'],
  [123456789, 'USD', '$1,234,567.89'],
  [2900, 'JPY', '¥2,900'],
])('%d minor units of %s are %s', (minor, currency, text) => {
  expect(format_money(minor, currency)).toBe(text);
});
