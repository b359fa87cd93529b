import { by_id } from '../dom';
import { judge_photo } from './accept';

export interface ChosenPhoto {
  name: string;
  type: 'image/jpeg' | 'image/png';
  bytes: Uint8Array;
  chosen_at: number; // milliseconds of performance.now()
}

interface Listeners {
  on_photo(photo: ChosenPhoto): void;
  on_refused(message: string): void;
}

async function read(file: File, listeners: Listeners): Promise<void> {
  const chosen_at = performance.now();
  try {
    const head = new Uint8Array(await file.slice(0, 16).arrayBuffer());
    const verdict = judge_photo(head, file.size);
    if ('refused' in verdict) return listeners.on_refused(verdict.refused);
    const bytes = new Uint8Array(await file.arrayBuffer());
    listeners.on_photo({ name: file.name, type: verdict.kind === 'jpeg' ? 'image/jpeg' : 'image/png', bytes, chosen_at });
  } catch {
    listeners.on_refused('This file could not be read. Is it still there? Please try again.');
  }
}

// Photos arrive by button, by drop anywhere on the page, or by paste. Nothing here touches the network.
export function start_intake(listeners: Listeners): void {
  const input = by_id<HTMLInputElement>('photo-file');
  const take = (files: FileList | null | undefined): boolean => {
    const file = files?.[0];
    if (!file) return false;
    void read(file, listeners);
    return true;
  };
  input.addEventListener('change', () => {
    take(input.files);
    input.value = ''; // so that the same file can be chosen again
  });

  const body = document.body;
  const dragging = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false;
  body.addEventListener('dragover', (event) => {
    if (!dragging(event)) return;
    event.preventDefault();
    body.classList.add('is-dropping');
  });
  body.addEventListener('dragleave', (event) => {
    if (event.relatedTarget === null) body.classList.remove('is-dropping');
  });
  body.addEventListener('drop', (event) => {
    body.classList.remove('is-dropping');
    if (dragging(event)) event.preventDefault();
    take(event.dataTransfer?.files);
  });
  document.addEventListener('paste', (event) => {
    if (take(event.clipboardData?.files)) event.preventDefault();
  });
}
