// The recipes one can go back and forth between. The module keeps its own; this one can be put away and brought back.
export interface Steps {
  recipes: string[]; // oldest first, never empty
  at: number; // the present one
}

export const kMaxSteps = 60;

// The steps after the recipe has come to rest as `recipe`. A neighbour of the present one was reached by undo or redo,
// if the module `could` then have come from there; everything else is a new step, which ends what had been undone.
export function stepped(steps: Steps | undefined, recipe: string, could: { undo: boolean; redo: boolean }): Steps {
  if (!steps) return { recipes: [recipe], at: 0 };
  const { recipes, at } = steps;
  if (recipes[at] === recipe) return steps;
  if (could.redo && recipes[at - 1] === recipe) return { recipes, at: at - 1 };
  if (could.undo && recipes[at + 1] === recipe) return { recipes, at: at + 1 };
  const kept = [...recipes.slice(0, at + 1), recipe].slice(-kMaxSteps);
  return { recipes: kept, at: kept.length - 1 };
}
