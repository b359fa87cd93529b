import { fetch_whole, IncompleteError } from '../../../web/studio/engine/fetch_whole';

type Asked = { url: string; cache: string | undefined; integrity: string | undefined };

// Answers one after another; an Error is what fetch throws for a lost connection and for bytes that are not the built ones.
function with_answers(answers: (Response | Error)[]): Asked[] {
  const asked: Asked[] = [];
  vi.stubGlobal('fetch', (url: string, { cache, integrity }: RequestInit) => {
    asked.push({ url, cache, integrity });
    const answer = answers.shift()!;
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
  });
  return asked;
}
afterEach(() => { vi.unstubAllGlobals(); });

const kWhole = () => new Response(Uint8Array.of(1, 2, 3));

test('a whole file is asked for once, with its hash', async () => {
  const asked = with_answers([kWhole()]);
  expect(new Uint8Array(await fetch_whole('/a.wasm', 'abc='))).toEqual(Uint8Array.of(1, 2, 3));
  expect(asked).toEqual([{ url: '/a.wasm', cache: 'default', integrity: 'sha256-abc=' }]);
});

test.each([
  ['not what was built', new TypeError('Failed to fetch')],
  ['refused', new Response('', { status: 502 })],
])('a file that is %s is asked for once more, past every cache', async (_, first) => {
  const asked = with_answers([first, kWhole()]);
  expect((await fetch_whole('/a.wasm', 'abc=')).byteLength).toBe(3);
  expect(asked.map(({ cache }) => cache)).toEqual(['default', 'reload']);
});

test('a second failure is the last', async () => {
  const asked = with_answers([new TypeError('lost'), new TypeError('lost')]);
  await expect(fetch_whole('/a.wasm', 'abc=')).rejects.toBeInstanceOf(IncompleteError);
  expect(asked.length).toBe(2);
});
