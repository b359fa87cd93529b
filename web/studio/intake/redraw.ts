import { kMinSide, type Refusal } from './accept';
import { bare_jpeg } from './jpeg';
import { kMaxPixels, kMaxSide, type Redraw } from './plan';

const kQuality = 0.95;

// A decoded picture that can be drawn on a canvas, in colours that the browser knows. Bare pixels are upright, opaque and
// at most 4096 a side.
export interface Decoded {
  source: ImageBitmap | VideoFrame | ImageData;
  width: number;
  height: number;
  count?: number; // of the photos in the file
}

export type Redrawn = { bytes: Uint8Array; count: number } | { refused: Refusal };

// WebCodecs' decoder, as far as TypeScript's library does not know it yet.
interface ScalingDecoder {
  decode(): Promise<{ image: VideoFrame }>;
  close(): void;
}
type ScalingDecoderClass = new (init: { data: Uint8Array; type: string; desiredWidth: number; desiredHeight: number }) => ScalingDecoder;

const scaling_decoder = (): ScalingDecoderClass | undefined => (globalThis as { ImageDecoder?: ScalingDecoderClass }).ImageDecoder;

const fitted = (width: number, height: number): { width: number; height: number } => {
  const scale = Math.min(1, kMaxSide / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
};

const of_bitmap = (source: ImageBitmap): Decoded => ({ source, width: source.width, height: source.height });

// Never unpacked as a whole: a decoder that is told the size leaves out what the smaller picture does not need.
async function decode_smaller(Decoder: ScalingDecoderClass, { bytes, type, width, height }: Redraw): Promise<Decoded> {
  const wanted = fitted(width, height);
  const decoder = new Decoder({ data: bytes, type, desiredWidth: wanted.width, desiredHeight: wanted.height });
  try {
    const { image } = await decoder.decode();
    return { source: image, width: image.displayWidth, height: image.displayHeight };
  } finally {
    decoder.close();
  }
}

async function decode_by_browser(redraw: Redraw): Promise<Decoded> {
  const { bytes, type, width, height } = redraw;
  const large = Math.max(width, height) > kMaxSide;
  const Decoder = scaling_decoder();
  if (large && Decoder && type === 'image/jpeg') {
    try {
      return await decode_smaller(Decoder, redraw);
    } catch {
      if (width * height > kMaxPixels) throw new Error('too large to be decoded whole');
    }
  }
  const file = new Blob([bytes as BlobPart], { type });
  if (!large) return of_bitmap(await createImageBitmap(file));
  const { width: resizeWidth, height: resizeHeight } = fitted(width, height);
  return of_bitmap(await createImageBitmap(file, { resizeWidth, resizeHeight, resizeQuality: 'high' }));
}

// EXIF's eight ways to hold a camera, as what they do to a picture of width x height (as stored).
export function transform_of(orientation: number, width: number, height: number): [number, number, number, number, number, number] {
  switch (orientation) {
    case 2: return [-1, 0, 0, 1, width, 0];
    case 3: return [-1, 0, 0, -1, width, height];
    case 4: return [1, 0, 0, -1, 0, height];
    case 5: return [0, 1, 1, 0, 0, 0];
    case 6: return [0, 1, -1, 0, height, 0];
    case 7: return [0, -1, -1, 0, height, width];
    case 8: return [0, -1, 1, 0, 0, width];
    default: return [1, 0, 0, 1, 0, 0];
  }
}

type Canvas = OffscreenCanvas | HTMLCanvasElement;

function make_canvas(width: number, height: number): Canvas {
  if (typeof OffscreenCanvas !== 'undefined') return new OffscreenCanvas(width, height);
  return Object.assign(document.createElement('canvas'), { width, height });
}

function to_jpeg(canvas: Canvas): Promise<Blob | null> {
  if ('convertToBlob' in canvas) return canvas.convertToBlob({ type: 'image/jpeg', quality: kQuality });
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', kQuality));
}

// Upright, at most 4096 pixels a side, on white, in sRGB.
function draw(decoded: Decoded, orientation: number): Canvas | undefined {
  const { width, height } = fitted(decoded.width, decoded.height);
  const turned = orientation >= 5;
  const canvas = make_canvas(turned ? height : width, turned ? width : height);
  // Read once, as a file: on a GPU it would be held twice.
  const context = canvas.getContext('2d', { alpha: false, willReadFrequently: true }) as OffscreenCanvasRenderingContext2D | CanvasRenderingContext2D | null;
  if (!context) return undefined;
  if (decoded.source instanceof ImageData) {
    context.putImageData(decoded.source, 0, 0);
    return canvas;
  }
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.setTransform(...transform_of(orientation, width, height));
  context.imageSmoothingQuality = 'high';
  context.drawImage(decoded.source, 0, 0, width, height);
  return canvas;
}

async function decode(redraw: Redraw): Promise<Decoded | { refused: Refusal }> {
  const { bytes, type, width, height } = redraw;
  const needs_scaling_decoder = width * height > kMaxPixels;
  if (needs_scaling_decoder && !scaling_decoder()) {
    return { refused: { why: 'too_many_pixels', megapixels: Math.round((width * height) / 1e6) } };
  }
  try {
    return await decode_by_browser(redraw);
  } catch {
    if (needs_scaling_decoder) return { refused: { why: 'too_many_pixels', megapixels: Math.round((width * height) / 1e6) } };
    if (type !== 'image/heic') return { refused: { why: type === 'image/avif' ? 'no_decoder' : 'unreadable' } };
  }
  const { decode_heic } = await import('./heic');
  return decode_heic(bytes);
}

// A JPEG of what the file shows.
export async function redraw_photo(redraw: Redraw): Promise<Redrawn> {
  const decoded = await decode(redraw);
  if ('refused' in decoded) return decoded;
  const { width, height, source, count = 1 } = decoded;
  const canvas = Math.min(width, height) < kMinSide ? undefined : draw(decoded, redraw.orientation);
  if ('close' in source) source.close(); // what is not needed any more goes at once, not when somebody tidies up
  if (Math.min(width, height) < kMinSide) return { refused: { why: 'too_small', width, height } };
  const file = canvas && (await to_jpeg(canvas));
  if (!canvas || !file) return { refused: { why: 'no_memory' } };
  canvas.width = canvas.height = 0;
  return { bytes: bare_jpeg(new Uint8Array(await file.arrayBuffer()), 1), count };
}
