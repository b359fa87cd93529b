import type { Engine } from '../../../web/studio/engine/engine';
import type { PaintedPicture, Painter } from '../../../web/studio/engine/painter';
import { Painting } from '../../../web/studio/preview/painting';

const painted = { picture: {} as ImageData, sha256: 'ab' };

// A canvas that holds what was put on it.
class Canvas {
  private holds: unknown = 'nothing';
  getContext = () => ({
    putImageData: (picture: unknown) => { this.holds = picture === painted.picture ? 'painted' : 'draft'; },
    drawImage: (other: Canvas) => { this.holds = other.holds; },
  });
  toDataURL = () => `data:${this.holds}`;
}

interface Asked {
  recipe_json: string;
  answer(picture: PaintedPicture | undefined): void;
}

// A page with one canvas, a recipe that the test sets, and a painter that answers when the test says so.
function make_page() {
  const asked: Asked[] = [], events: string[] = [];
  const written = { times: 0 };
  const page = { recipe_json: 'first', asked, events, written, stopped: false, painting: undefined as unknown as Painting };
  const context = { putImageData: (picture: ImageData) => events.push(picture === painted.picture ? 'painted' : 'draft') };
  const canvas = { getContext: () => context, setAttribute: () => undefined, removeAttribute: () => undefined };
  vi.stubGlobal('document', { createElement: () => new Canvas() });
  vi.stubGlobal('window', globalThis);
  vi.stubGlobal('requestAnimationFrame', (draw: () => void) => setTimeout(draw, 16));
  const revisions: string[] = [];
  // Every change is another revision, also one back to what was before.
  const revision = (): number => {
    if (revisions.at(-1) !== page.recipe_json) revisions.push(page.recipe_json);
    return revisions.length;
  };
  const recipe_json = (): string => {
    ++written.times;
    return page.recipe_json;
  };
  const engine = { revision, recipe_json, recipe: () => ({}), render_draft: () => ({}) };
  const painter = {
    paint: (recipe_json: string) => {
      events.push(`asked for ${recipe_json}`);
      return new Promise((answer) => asked.push({ recipe_json, answer }));
    },
    stop_painting: () => {
      if (asked.length > 0) events.push('stop');
    },
  };
  page.painting = new Painting(engine as unknown as Engine, painter as unknown as Painter, canvas as unknown as HTMLCanvasElement,
    () => events.push('told'), () => undefined, (stopped) => { page.stopped = stopped; });
  return page;
}

const move = (page: ReturnType<typeof make_page>, recipe_json: string, busy: boolean): void => {
  page.recipe_json = recipe_json;
  page.painting.follow(busy);
};
const pass = (ms: number): Promise<unknown> => vi.advanceTimersByTimeAsync(ms);

describe('the composite', () => {
  beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }));
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it('is painted from the moment of letting go, before the page draws its draft', async () => {
    const page = make_page();
    move(page, 'moved', false);
    expect(page.events).toEqual(['asked for moved']);
    await pass(16);
    expect(page.events).toEqual(['asked for moved', 'draft']);
  });

  it('is drafted in the frame that moved the oval, and not again in the next', async () => {
    const page = make_page();
    page.recipe_json = 'moved';
    page.painting.follow(true, true);
    expect(page.events).toEqual(['draft']);
    await pass(16);
    expect(page.events).toEqual(['draft']);
  });

  it('is drafted once, when a control and the oval have moved before the same frame', async () => {
    const page = make_page();
    move(page, 'moved', true);
    page.painting.follow(true, true);
    await pass(16);
    expect(page.events).toEqual(['draft']);
  });

  it('is not painted while the pointer moves with every frame', async () => {
    const page = make_page();
    for (let frame = 0; frame < 10; ++frame) {
      move(page, `moved ${frame}`, true);
      await pass(16);
    }
    expect(page.asked).toEqual([]);
  });

  it('is begun as soon as what is held stands still, and goes on when it is let go of', async () => {
    const page = make_page();
    move(page, 'moved', true);
    await pass(30);
    move(page, 'moved', false);
    await pass(100);
    expect(page.asked.map(({ recipe_json }) => recipe_json)).toEqual(['moved']);
    page.asked[0]!.answer(painted);
    await pass(0);
    expect(page.events).toEqual(['draft', 'asked for moved', 'painted', 'told']);
  });

  it('is no longer painted from the first move on, long before the next one is asked for', async () => {
    const page = make_page();
    move(page, 'rested', false);
    move(page, 'moved', true);
    expect(page.events).toEqual(['asked for rested', 'stop']);
    move(page, 'moved', true);
    expect(page.events).toEqual(['asked for rested', 'stop']);
  });

  it('is asked for again when a change is taken back', async () => {
    const page = make_page();
    move(page, 'there', false);
    move(page, 'away', true);
    page.asked[0]!.answer(painted); // too late: the oval has left
    await pass(30);
    move(page, 'there', false);
    await pass(0);
    expect(page.asked.map(({ recipe_json }) => recipe_json)).toEqual(['there', 'away', 'there']);
    page.asked[2]!.answer(painted);
    await pass(0);
    expect(page.painting.is_painted).toBe(true);
  });

  it('stays when a change was taken back before the page drew it', async () => {
    const page = make_page();
    move(page, 'there', false);
    page.asked[0]!.answer(painted);
    await pass(0);
    page.recipe_json = 'away';
    page.painting.follow(true);
    move(page, 'there', false);
    await pass(100);
    expect(page.asked).toHaveLength(1);
    expect(page.events.slice(1)).toEqual(['painted', 'told', 'stop', 'stop']);
  });

  it('is drafted while the oval moves without the recipe being written out', async () => {
    const page = make_page();
    for (let frame = 0; frame < 10; ++frame) {
      page.recipe_json = `moved ${frame}`;
      page.painting.follow(true, true);
      await pass(16);
    }
    expect(page.events.filter((event) => event === 'draft')).toHaveLength(10);
    expect(page.written.times).toBe(0);
  });

  it('stays a draft once somebody has stopped the painter, and says so until it is painted after all', async () => {
    const page = make_page();
    move(page, 'moved', false);
    page.painting.stopped();
    page.asked[0]!.answer(undefined);
    await pass(1000);
    expect([page.asked.length, page.stopped, page.painting.is_painted]).toEqual([1, true, false]);
    page.painting.paint_now();
    expect([page.asked.length, page.stopped]).toEqual([2, false]);
    page.asked[1]!.answer(painted);
    await pass(0);
    expect(page.painting.is_painted).toBe(true);
  });

  it('is painted by itself after a stop, as soon as something has changed', async () => {
    const page = make_page();
    move(page, 'moved', false);
    page.painting.stopped();
    move(page, 'moved again', false);
    expect([page.asked.map(({ recipe_json }) => recipe_json), page.stopped]).toEqual([['moved', 'moved again'], false]);
  });

  it('is what it was when a stop came after it, and what comes after it is asked for again', async () => {
    const page = make_page();
    move(page, 'moved', false);
    page.asked[0]!.answer(painted);
    await pass(0);
    page.painting.stopped();
    expect([page.stopped, page.painting.is_painted]).toEqual([true, true]);
    page.painting.paint_now();
    expect([page.stopped, page.asked.length, page.events.at(-1)]).toEqual([false, 1, 'told']);
  });

  it('is measured from the last change, however long what moved was held after it', async () => {
    const page = make_page(), measured = vi.spyOn(performance, 'measure');
    const start = performance.now();
    move(page, 'moved', true);
    await pass(40);
    move(page, 'moved', false);
    await pass(60);
    page.asked[0]!.answer(painted);
    await pass(0);
    expect(measured).toHaveBeenCalledWith('picasso:repaint', { start, end: start + 100 });
  });

  it('goes into the cart as it was approved, though the oval is moved while it is painted', async () => {
    const page = make_page();
    move(page, 'approved', false);
    const approving = page.painting.approve('approved');
    move(page, 'moved on', false);
    await pass(16);
    page.asked.at(-1)!.answer(undefined);
    page.asked[1]!.answer(painted);
    expect(await approving).toEqual({ sha256: 'ab', thumbnail: 'data:painted' });
    expect(page.painting.is_painted).toBe(false);
  });
});
