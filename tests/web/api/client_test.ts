import { Api, NetworkError, ProblemError } from '../../../web/studio/api/client';

function api(status: number, body: string, type = 'application/problem+json'): Api {
  return new Api((async () => new Response(body, { status, headers: { 'content-type': type } })) as typeof fetch);
}

test('a problem speaks with its own detail', async () => {
  const asked = api(422, '{"title":"Bad","detail":"This photo is damaged.","status":422}').catalog();
  await expect(asked).rejects.toThrow('This photo is damaged.');
});

test('messages about fields come first', async () => {
  const asked = api(422, '{"detail":"x","errors":[{"field":"quantity","message":"At most 20."}]}').catalog();
  await expect(asked).rejects.toThrow('At most 20.');
});

test('a problem keeps the address of the order that exists', async () => {
  const asked = api(409, '{"title":"Paid","order_url":"/orders/1"}').create_checkout('c', []);
  await expect(asked).rejects.toMatchObject({ problem: { status: 409, order_url: '/orders/1' } });
});

test('a file that the front server finds too large is said so', async () => {
  await expect(api(413, '<html>', 'text/html').catalog()).rejects.toThrow(/40 MB/);
});

test.each([502, 503, 504])('a gateway that gives up (%d) counts as no answer', async (status) => {
  await expect(api(status, '').catalog()).rejects.toThrow(NetworkError);
});

test('a part of the shop that is down says so itself', async () => {
  const asked = api(503, '{"title":"Busy","detail":"Payments are down for a moment."}').create_checkout('c', []);
  await expect(asked).rejects.toThrow(NetworkError);
  await expect(asked).rejects.toThrow('Payments are down for a moment.');
});

test('an unreadable problem still is one, with words', async () => {
  const asked = api(500, 'oops').catalog();
  await expect(asked).rejects.toThrow(ProblemError);
  await expect(asked).rejects.toThrow(/try again/);
});
