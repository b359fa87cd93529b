import type { Kept } from '../../../web/studio/keep/autosave';
import { first_recipe } from '../../../web/studio/placing/first_recipe';

const kOval = { cx: 0.7, cy: 0.3, rx: 0.1, ry: 0.1, degrees: 0 };
const kCopy = { pixels: new ArrayBuffer(4), width: 1, height: 1, photo_width: 2, photo_height: 2 };
const finding = (oval: typeof kOval | undefined) => ({ find: vi.fn(() => Promise.resolve(oval)) });

describe('the oval that work begins with', () => {
  it('is around the head that was found', async () => {
    expect(JSON.parse((await first_recipe(finding(kOval), kCopy, undefined))!)).toEqual({ version: 1, oval: kOval });
  });

  it('is the module\'s own where nothing is found, or the page has no copy of the photo', async () => {
    expect(await first_recipe(finding(undefined), kCopy, undefined)).toBeUndefined();
    const finder = finding(kOval);
    expect(await first_recipe(finder, undefined, undefined)).toBeUndefined();
    expect(finder.find).not.toHaveBeenCalled();
  });

  it('is that of what was kept, for which nothing is looked for', async () => {
    const finder = finding(kOval);
    const kept = { steps: { recipes: ['the first', 'the second'], at: 1 } } as Kept;
    expect(await first_recipe(finder, kCopy, kept)).toBe('the first');
    expect(finder.find).not.toHaveBeenCalled();
  });
});
