// Makes one photo fit, beside the page. It ends with its photo: what a decoder took is given back as a whole, and to
// stop it is to end it.
import type { FromIntake } from './photo_opener';
import { normalise } from './normalise';

const port = self as unknown as {
  onmessage: ((event: MessageEvent<File>) => void) | null;
  postMessage(message: FromIntake, transfer?: Transferable[]): void;
};

async function hear(file: File): Promise<void> {
  try {
    const outcome = await normalise(file, (done) => port.postMessage({ kind: 'progress', done }));
    if ('refused' in outcome) return port.postMessage({ kind: 'outcome', outcome });
    port.postMessage({ kind: 'outcome', outcome }, [outcome.bytes.buffer as ArrayBuffer]);
  } catch (error) {
    port.postMessage({ kind: 'failed', name: error instanceof Error ? error.name : '' });
  }
}

port.onmessage = (event) => void hear(event.data);
