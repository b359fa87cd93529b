import { by_id } from '../dom';
import { early_photo } from './early_photo';
import { Progress } from '../preview/progress';
import type { Refusal } from './accept';
import type { StillType } from './plan';
import { type IntakePort, PhotoOpener } from './photo_opener';
import { photo_among, type Pick } from './pick';
import { words_about_count, words_of } from './words';

export interface ChosenPhoto {
  name: string;
  type: StillType;
  bytes: Uint8Array; // fit for the compositor and free of all but the picture: what is shown, kept and sent
  chosen_at: number; // milliseconds of performance.now()
  remark?: string; // what should be said of how it was chosen
}

interface Listeners {
  // A file has been picked; on_photo, on_refused or on_stopped follows.
  on_picked(): void;
  on_photo(photo: ChosenPhoto): void;
  on_refused(message: string): void;
  on_stopped(): void;
}

function make_opener(): PhotoOpener {
  const start = (): IntakePort | undefined =>
    typeof OffscreenCanvas === 'undefined'
      ? undefined
      : (new Worker(new URL('./intake_worker.ts', import.meta.url), { type: 'module' }) as unknown as IntakePort);
  const here = async (file: Blob, on_progress: (done: number) => void) => (await import('./normalise')).normalise(file, on_progress);
  const opener: PhotoOpener = new PhotoOpener(start, here, (done) => progress.show(done));
  const progress = new Progress(by_id('open-progress'), by_id<HTMLProgressElement>('open-bar'),
    by_id<HTMLButtonElement>('open-stop'), () => opener.stop());
  return opener;
}

// Photos arrive by button, from the camera, by drop anywhere on the page, or by paste. Nothing here sends anything.
export function start_intake(listeners: Listeners): void {
  const opener = make_opener();
  let picks = 0;

  const open = async ({ file, files }: Pick): Promise<void> => {
    const chosen_at = performance.now();
    const pick = ++picks;
    listeners.on_picked();
    const outcome = await opener.open(file);
    if (!outcome) return pick === picks ? listeners.on_stopped() : undefined; // a newer one has the word
    if ('refused' in outcome) return listeners.on_refused(words_of(outcome.refused));
    const { bytes, type, count } = outcome;
    const remark = words_about_count(files, 'files') + words_about_count(count, 'in the file');
    listeners.on_photo({ name: file.name, type, bytes, chosen_at, remark });
  };
  const look_at = (pick: Pick | { refused: Refusal }): void => {
    if ('refused' in pick) listeners.on_refused(words_of(pick.refused));
    else void open(pick);
  };
  // False when there is no file in it: then the event is the page's.
  const take = (transfer: DataTransfer | { files: FileList | null } | null): boolean => {
    const pick = transfer && photo_among(transfer);
    if (pick) look_at(pick);
    return Boolean(pick);
  };

  for (const id of ['photo-file', 'photo-camera']) {
    const input = by_id<HTMLInputElement>(id);
    const look = (): void => {
      take(input);
      input.value = ''; // so that the same file can be chosen again
    };
    input.addEventListener('change', look);
    if (input.files?.length) look(); // chosen before this script had come
  }
  listen_to_drops(take);
  document.addEventListener('paste', (event) => {
    if (take(event.clipboardData)) event.preventDefault();
  });
  const early = early_photo();
  if (early) look_at(early);
}

function listen_to_drops(take: (transfer: DataTransfer | null) => boolean): void {
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
    take(event.dataTransfer);
  });
}
