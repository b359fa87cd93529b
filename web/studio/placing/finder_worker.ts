// Looks for the pet's head beside the page. Everything comes from the shop; nothing of the picture goes anywhere.
import { env } from '@tensorflow/tfjs-core';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import simd_url from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import detector_url from '@models/centernet.json?url';
import detector_weights_url from '@models/centernet.bin?url';
import detector_weights_sha256 from '@models/centernet.bin?sha256';
import faces_url from '@models/blazeface.json?url';
import faces_weights_url from '@models/blazeface.bin?url';
import faces_weights_sha256 from '@models/blazeface.bin?sha256';
import { fetch_whole } from '../engine/fetch_whole';
import { find_head, type Models } from './find_head';
import type { FromFinder, ToFinder } from './finder_messages';
import { type ModelFile, open_models } from './models';

const port = self as unknown as {
  onmessage: ((event: MessageEvent<ToFinder>) => void) | null;
  postMessage(message: FromFinder): void;
};

// What is computed does not parse when it was cut short; the numbers are held against their digest.
async function model_file(url: string, weights_url: string, weights_sha256: string): Promise<ModelFile> {
  const [json, weights] = await Promise.all([fetch(url).then((response) => response.json()), fetch_whole(weights_url, weights_sha256)]);
  return { json: json as ModelFile['json'], weights };
}

async function load(): Promise<Models> {
  // Its threads would be started from addresses that the pages' rules forbid, and the one kind of module is enough:
  // whatever runs the painter has SIMD.
  env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  const names = ['tfjs-backend-wasm.wasm', 'tfjs-backend-wasm-simd.wasm', 'tfjs-backend-wasm-threaded-simd.wasm'] as const;
  setWasmPaths(Object.fromEntries(names.map((name) => [name, simd_url])));
  const [detector, faces] = await Promise.all([
    model_file(detector_url, detector_weights_url, detector_weights_sha256),
    model_file(faces_url, faces_weights_url, faces_weights_sha256),
  ]);
  return open_models(detector, faces);
}

const loading = load();
loading.then(() => port.postMessage({ kind: 'ready' }), () => port.postMessage({ kind: 'broken' }));

port.onmessage = ({ data: { ticket, picture } }) => {
  loading.then((models) => port.postMessage({ kind: 'found', ticket, oval: find_head(picture, models) }))
    .catch(() => port.postMessage({ kind: 'broken' }));
};
