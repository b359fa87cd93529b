import { photo_among } from './pick';

type Picked = ReturnType<typeof photo_among>;

let held: Picked;
const holding = new AbortController();

// What is dropped or pasted before intake's script has come waits for it: the browser would open a dropped file in place
// of the page, and forget a pasted one.
export function hold_early_photos(): void {
  const { signal } = holding;
  const hold = (event: Event, transfer: DataTransfer | null): void => {
    const pick = transfer && photo_among(transfer);
    if (!pick) return;
    event.preventDefault();
    held = pick;
  };
  document.addEventListener('dragover', (event) => {
    if (event.dataTransfer?.types.includes('Files')) event.preventDefault();
  }, { signal });
  document.addEventListener('drop', (event) => hold(event, event.dataTransfer), { signal });
  document.addEventListener('paste', (event) => hold(event, event.clipboardData), { signal });
}

// What has waited, if anything; the caller listens itself from now on.
export function early_photo(): Picked {
  holding.abort();
  return held;
}
