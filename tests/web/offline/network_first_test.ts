import { network_first } from '../../../web/studio/offline/network_first';

const answer = (text: string) => new Response(text);
const kept = async () => answer('kept');
const nothing_kept = async () => undefined;
const said = async (response: Promise<Response>) => (await response).text();

// A network that answers when the test says so.
function slow_network() {
  let settle = { answer: (_: Response) => undefined as void, fail: (_: Error) => undefined as void };
  const network = new Promise<Response>((done, failed) => { settle = { answer: done, fail: failed }; });
  return { network, settle };
}

describe('what is asked of the network first', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  it('comes from it, where it answers in time', async () => {
    const { network, settle } = slow_network();
    const asked = network_first(network, kept, 4000);
    await vi.advanceTimersByTimeAsync(3999);
    settle.answer(answer('new'));
    expect(await said(asked)).toBe('new');
    expect(vi.getTimerCount()).toBe(0);
  });

  it('is what was kept, where there is no network', async () => {
    expect(await said(network_first(Promise.reject(new TypeError('offline')), kept, 4000))).toBe('kept');
    await expect(network_first(Promise.reject(new TypeError('offline')), nothing_kept, 4000)).rejects.toThrow('offline');
  });

  it('is what was kept, where the network hangs; that it fails later disturbs nobody', async () => {
    const { network, settle } = slow_network();
    const asked = network_first(network, kept, 4000);
    await vi.advanceTimersByTimeAsync(4000);
    expect(await said(asked)).toBe('kept');
    settle.fail(new TypeError('lost'));
  });

  it('waits for a network that hangs, where nothing was kept', async () => {
    const { network, settle } = slow_network();
    const asked = network_first(network, nothing_kept, 4000);
    await vi.advanceTimersByTimeAsync(60_000);
    settle.answer(answer('at last'));
    expect(await said(asked)).toBe('at last');
  });

  it('waits as long as it takes, where no patience was asked for', async () => {
    const { network, settle } = slow_network();
    const asked = network_first(network, kept);
    await vi.advanceTimersByTimeAsync(60_000);
    settle.answer(answer('at last'));
    expect(await said(asked)).toBe('at last');
  });
});
