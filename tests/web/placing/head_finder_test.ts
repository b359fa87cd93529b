import type { FromFinder, ToFinder } from '../../../web/studio/placing/finder_messages';
import { type FinderPort, HeadFinder } from '../../../web/studio/placing/head_finder';

const kPicture = { rgba: new Uint8Array(4), width: 1, height: 1 };
const kOval = { cx: 0.7, cy: 0.3, rx: 0.1, ry: 0.1, degrees: 0 };

class Port implements FinderPort {
  onmessage: FinderPort['onmessage'] = null;
  onerror: FinderPort['onerror'] = null;
  asked: ToFinder[] = [];
  ended = false;
  postMessage = (message: ToFinder): void => void this.asked.push(message);
  terminate = (): void => void (this.ended = true);
  says = (message: FromFinder): void => this.onmessage?.({ data: message } as MessageEvent<FromFinder>);
}

// A finder whose workers and whose time are the test's.
function page(with_worker = true) {
  const ports: Port[] = [];
  const timers = new Map<number, { run: () => void; ms: number }>();
  let made = 0;
  const start = (): Port | undefined => {
    if (with_worker) ports.push(new Port());
    return ports.at(-1);
  };
  const finder = new HeadFinder(start, { later: (run, ms) => (timers.set(++made, { run, ms }), made), never_mind: (timer) => void timers.delete(timer) });
  const patience = (): number => [...timers.values()].at(-1)!.ms;
  const lose_patience = (): void => [...timers.values()].at(-1)!.run();
  return { finder, ports, timers, patience, lose_patience };
}

describe('the finder of heads', () => {
  it('is loaded ahead once, and let go of when it has answered', async () => {
    const { finder, ports, timers } = page();
    finder.prepare();
    finder.prepare();
    expect(ports).toHaveLength(1);
    const found = finder.find(kPicture);
    const [port] = ports as [Port];
    expect(port.asked[0]!.picture).toEqual(kPicture);
    port.says({ kind: 'found', ticket: port.asked[0]!.ticket, oval: kOval });
    expect(await found).toEqual(kOval);
    expect(port.ended).toBe(true);
    expect(timers.size).toBe(0);
    void finder.find(kPicture);
    expect(ports).toHaveLength(2);
  });

  it('is waited for longer once it has come', () => {
    const { finder, ports, patience } = page();
    void finder.find(kPicture);
    const loading = patience();
    ports[0]!.says({ kind: 'ready' });
    expect(patience()).toBeGreaterThan(loading);
    expect(patience()).toBeLessThanOrEqual(2500);
  });

  it('is not waited for for ever, and its late answer is nobody\'s', async () => {
    const { finder, ports, lose_patience } = page();
    const first = finder.find(kPicture);
    const { ticket } = ports[0]!.asked[0]!;
    lose_patience();
    expect(await first).toBeUndefined();
    const second = finder.find(kPicture);
    ports[0]!.says({ kind: 'found', ticket, oval: kOval });
    ports[0]!.says({ kind: 'found', ticket: ticket + 1, oval: undefined });
    expect(await second).toBeUndefined();
  });

  it('answers an earlier question with nothing when there is a newer one', async () => {
    const { finder, ports } = page();
    const [first, second] = [finder.find(kPicture), finder.find(kPicture)];
    expect(await first).toBeUndefined();
    ports[0]!.says({ kind: 'found', ticket: ports[0]!.asked[1]!.ticket, oval: kOval });
    expect(await second).toEqual(kOval);
  });

  it('that is broken, or cannot be had, finds nothing and holds nothing up', async () => {
    const { finder, ports } = page();
    const found = finder.find(kPicture);
    ports[0]!.says({ kind: 'broken' });
    expect(await found).toBeUndefined();
    expect(ports[0]!.ended).toBe(true);
    expect(await page(false).finder.find(kPicture)).toBeUndefined();
  });
});
