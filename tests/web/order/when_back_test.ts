import { WhenBack } from '../../../web/studio/order/when_back';

function setup() {
  const network = new EventTarget();
  const done: string[] = [];
  return { done, waiting: new WhenBack<string>(network, (wish) => done.push(wish)), back: () => network.dispatchEvent(new Event('online')) };
}

test('a wish is fulfilled once, when the network is back', () => {
  const { done, waiting, back } = setup();
  waiting.remember('tee');
  expect(done).toEqual([]);
  back();
  back();
  expect(done).toEqual(['tee']);
});

test('the latest wish counts, and one that was taken back does not', () => {
  const { done, waiting, back } = setup();
  waiting.remember('tee');
  waiting.remember('hat');
  back();
  waiting.remember('hoodie');
  waiting.forget();
  back();
  expect(done).toEqual(['hat']);
});
