import type { CartQuote } from '../../../web/studio/api/types';
import { promotion_words } from '../../../web/studio/cart/sums';

const kQuote: CartQuote = {
  currency: 'USD', lines: [], subtotal_minor: 2900, discount_minor: 0, shipping_minor: null, total_minor: 2900, promotion: null, promotion_problem: null,
};

test('a code that was taken is named with what it brings', () => {
  expect(promotion_words({ ...kQuote, promotion: { code: 'FIDO10', description: '10 % off' } })).toBe('10 % off (FIDO10)');
});

test('a refused code is refused in the words of the page, one of an unknown kind in those of the shop', () => {
  expect(promotion_words({ ...kQuote, promotion_problem: 'x', promotion_problem_code: 'ended' })).toBe('This code is no longer valid.');
  expect(promotion_words({ ...kQuote, promotion_problem: 'Not on Mondays.', promotion_problem_code: 'monday' })).toBe('Not on Mondays.');
});

test('without a code there is nothing to say', () => {
  expect(promotion_words(kQuote)).toBe('');
});
