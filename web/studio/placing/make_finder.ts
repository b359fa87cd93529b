import { type FinderPort, HeadFinder } from './head_finder';

interface Line {
  saveData?: boolean;
  effectiveType?: string;
}

// Five megabytes for something that a finger does, too: not on a slow line, nor where data is to be saved.
function line_is_good(): boolean {
  const { connection } = navigator as { connection?: Line };
  return !connection?.saveData && (connection?.effectiveType ?? '4g') === '4g';
}

export function make_finder(): HeadFinder {
  const start = (): FinderPort | undefined => {
    if (!line_is_good()) return undefined;
    try {
      return new Worker(new URL('./finder_worker.ts', import.meta.url), { type: 'module' }) as unknown as FinderPort;
    } catch {
      return undefined;
    }
  };
  return new HeadFinder(start, { later: (run, ms) => window.setTimeout(run, ms), never_mind: (timer) => window.clearTimeout(timer) });
}
