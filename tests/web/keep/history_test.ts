import { kMaxSteps, stepped } from '../../../web/studio/keep/history';

const neither = { undo: false, redo: false };
const both = { undo: true, redo: true };

function after(...recipes: string[]) {
  return recipes.reduce<ReturnType<typeof stepped> | undefined>((steps, recipe) => stepped(steps, recipe, { undo: true, redo: false }), undefined)!;
}

test('every recipe that came to rest is a step', () => {
  expect(after('a', 'b', 'c')).toEqual({ recipes: ['a', 'b', 'c'], at: 2 });
});

test('the recipe that is there already is none', () => {
  const steps = after('a', 'b');
  expect(stepped(steps, 'b', both)).toBe(steps);
});

test('undo and redo move along the steps', () => {
  const undone = stepped(after('a', 'b', 'c'), 'b', both);
  expect(undone).toEqual({ recipes: ['a', 'b', 'c'], at: 1 });
  expect(stepped(undone, 'c', { undo: true, redo: false })).toEqual({ recipes: ['a', 'b', 'c'], at: 2 });
});

test('going back to an earlier recipe by hand is a step of its own', () => {
  expect(stepped(after('a', 'b'), 'a', { undo: true, redo: false })).toEqual({ recipes: ['a', 'b', 'a'], at: 2 });
});

test('a new step ends what had been undone', () => {
  const undone = stepped(after('a', 'b', 'c'), 'b', both);
  expect(stepped(undone, 'd', neither)).toEqual({ recipes: ['a', 'b', 'd'], at: 2 });
});

test('the oldest steps go when there are too many', () => {
  const steps = after(...Array.from({ length: kMaxSteps + 5 }, (_, index) => String(index)));
  expect(steps.recipes).toHaveLength(kMaxSteps);
  expect(steps.recipes[0]).toBe('5');
  expect(steps.at).toBe(kMaxSteps - 1);
});
