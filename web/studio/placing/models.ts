import '@tensorflow/tfjs-backend-wasm';
import { type GraphModel, loadGraphModel } from '@tensorflow/tfjs-converter';
import { dispose, type io, ready, setBackend, type Tensor, tensor } from '@tensorflow/tfjs-core';
import { type Grid, kFaceSide } from './face_guesses';
import type { Models } from './find_head';
import { kDetectorSide, type Seen } from './pet_box';

// As TensorFlow.js stores a model: what is computed, and the numbers it is computed with.
export interface ModelFile {
  json: { modelTopology: object; weightsManifest: [{ weights: io.WeightsManifestEntry[] }] };
  weights: ArrayBuffer;
}

function open_model({ json, weights }: ModelFile): Promise<GraphModel> {
  const artifacts = { modelTopology: json.modelTopology, weightSpecs: json.weightsManifest[0].weights, weightData: weights };
  return loadGraphModel({ load: () => Promise.resolve(artifacts) });
}

// Not in a tidy(): that keeps all that is between until the end, which takes eight times as long.
function run(model: GraphModel, rgb: Float32Array, side: number, outputs?: string[]): Float32Array[] {
  const picture = tensor(rgb, [1, side, side, 3]);
  const made = model.execute(picture, outputs) as Tensor[];
  const numbers = made.map((each) => each.dataSync() as Float32Array);
  dispose([picture, ...made]);
  return numbers;
}

// `detector`: CenterNet on MobileNetV3, trained on COCO; `finder`: BlazeFace for faces at any distance.
export async function open_models(detector: ModelFile, finder: ModelFile): Promise<Models> {
  await setBackend('wasm');
  await ready();
  const [objects, faces] = await Promise.all([open_model(detector), open_model(finder)]);
  const models: Models = {
    detect(rgb): Seen {
      const [heat, reach] = run(objects, rgb, kDetectorSide, ['tower_0/keypoints', 'tower_0/wh']);
      return { heat: heat!, reach: reach! };
    },
    faces(rgb): [Grid, Grid] {
      const [coarse, fine, coarse_places, fine_places] = run(faces, rgb, kFaceSide).sort((a, b) => a.length - b.length);
      return [{ logits: fine!, places: fine_places! }, { logits: coarse!, places: coarse_places! }];
    },
  };
  // Browsers compile well what has run once: the first photo must not wait for that.
  models.detect(new Float32Array(3 * kDetectorSide ** 2));
  models.faces(new Float32Array(3 * kFaceSide ** 2));
  return models;
}
