import { text } from '../text/text';
import { type Garment, light_and_shade } from './cloth';
import garments from './garments.json';

export const kGarments: Record<string, Garment> = garments;

const kShadeScale = 1; // pixels per unit of light and shade: they are soft, and computed on the page
const kPalest = 0.965; // of white cloth: else no light would be seen on it

interface Drawn {
  garment: Garment;
  body: Path2D;
  inner: Path2D;
  lines: { path: Path2D; width: number; darkness: number; dash: number[] }[];
  shade: HTMLCanvasElement;
}

// Whether the printed picture's measures are drawn beside it, in centimetres.
export interface Measures {
  width_cm: number;
  height_cm: number;
  text_px: number; // of the canvas, a letter's height
}

const drawn: Record<string, Drawn> = {};

// Draws the garment with the print on it over the whole canvas, sharp at whatever size that has.
export function draw_product(canvas: HTMLCanvasElement, spec: string, cloth: string, print: HTMLCanvasElement, measures?: Measures): void {
  const picture = prepared(spec);
  const context = canvas.getContext('2d');
  if (!picture || !context) return;
  const { garment } = picture;
  const scale = canvas.width / garment.view[0]!;
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.clearRect(0, 0, canvas.width, canvas.height);
  context.setTransform(scale, 0, 0, scale, 0, 0);
  context.imageSmoothingQuality = 'high';
  const dark = is_dark(cloth);
  context.save();
  context.shadowColor = 'rgb(0 0 0 / 34%)';
  context.shadowBlur = 14 * scale;
  context.shadowOffsetY = 7 * scale;
  context.fillStyle = paled(cloth);
  context.fill(picture.body);
  context.restore();
  context.fillStyle = `rgb(0 0 0 / ${dark ? 45 : 30}%)`;
  context.fill(picture.inner);
  draw_print(context, garment, print);
  context.save();
  context.clip(picture.body);
  context.drawImage(picture.shade, 0, 0, garment.view[0]!, garment.view[1]!);
  context.restore();
  for (const line of picture.lines) draw_line(context, line, dark);
  if (measures) draw_measures(context, garment, measures, measures.text_px / scale, dark);
}

export function is_dark(hex: string): boolean {
  const value = Number.parseInt(hex.slice(1), 16);
  const luma = 0.299 * ((value >> 16) & 255) + 0.587 * ((value >> 8) & 255) + 0.114 * (value & 255);
  return luma < 110;
}

function paled(hex: string): string {
  const value = Number.parseInt(hex.slice(1), 16);
  const channels = [value >> 16, (value >> 8) & 255, value & 255].map((channel) => Math.min(channel & 255, 255 * kPalest));
  return `rgb(${channels.join(' ')})`;
}

function prepared(spec: string): Drawn | undefined {
  const garment = kGarments[spec];
  if (!garment) return undefined;
  return (drawn[spec] ??= prepare(garment));
}

function prepare(garment: Garment): Drawn {
  const whole = (paths: string[]): Path2D => {
    const path = new Path2D();
    for (const d of paths) path.addPath(new Path2D(d));
    return path;
  };
  const body = whole(garment.body);
  const lines = garment.lines.map(([d, width, darkness, dash, gap]) => ({
    path: new Path2D(String(d)), width: Number(width), darkness: Number(darkness), dash: Number(dash) > 0 ? [Number(dash), Number(gap)] : [],
  }));
  return { garment, body, inner: whole(garment.inner), lines, shade: shade_of(garment, body) };
}

function shade_of(garment: Garment, body: Path2D): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(garment.view[0]! * kShadeScale);
  canvas.height = Math.round(garment.view[1]! * kShadeScale);
  const context = canvas.getContext('2d')!;
  context.scale(kShadeScale, kShadeScale);
  context.fill(body);
  const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
  const inside = new Uint8Array(canvas.width * canvas.height);
  for (let i = 0; i < inside.length; i++) inside[i] = data[4 * i + 3]!;
  const pixels = light_and_shade(garment, inside, canvas.width, canvas.height, kShadeScale);
  context.putImageData(new ImageData(pixels, canvas.width, canvas.height), 0, 0);
  return canvas;
}

// Column by column where the front is round: the middle lies higher than the sides.
function draw_print(context: CanvasRenderingContext2D, { print: [x = 0, y = 0, width = 0, height = 0], arch = 0 }: Garment, print: HTMLCanvasElement): void {
  if (print.width === 0) return;
  if (arch === 0) {
    context.drawImage(print, x, y, width, height);
    return;
  }
  const step = width / print.width;
  for (let column = 0; column < print.width; column++) {
    const u = (2 * (column + 0.5)) / print.width - 1;
    // Half a column wider: no cloth shows between two.
    context.drawImage(print, column, 0, 1, print.height, x + column * step, y - arch * (1 - u * u), step * 1.5, height);
  }
}

function draw_line(context: CanvasRenderingContext2D, { path, width, darkness, dash }: Drawn['lines'][number], dark_cloth: boolean): void {
  const light = darkness < 0 || dark_cloth;
  context.strokeStyle = light ? '#ffffff' : '#000000';
  context.globalAlpha = Math.abs(darkness) * (dark_cloth ? 0.7 : 1);
  context.lineWidth = width;
  context.lineCap = dash.length > 0 ? 'butt' : 'round';
  context.setLineDash(dash);
  context.stroke(path);
  context.globalAlpha = 1;
  context.setLineDash([]);
}

const kGap = 5; // between the print and a measure, units
const kTick = 3;

function draw_measures(context: CanvasRenderingContext2D, garment: Garment, measures: Measures, text: number, dark: boolean): void {
  const [x = 0, y = 0, width = 0, height = 0] = garment.print;
  const lift = garment.arch ?? 0;
  const bottom = y + height + kGap, right = x + width + kGap;
  context.strokeStyle = context.fillStyle = dark ? '#ffffff' : '#1b1f2a';
  context.lineWidth = 0.8;
  const mark = new Path2D(`M${x} ${bottom - kTick} v${2 * kTick} M${x} ${bottom} h${width} M${x + width} ${bottom - kTick} v${2 * kTick} ` +
    `M${right - kTick} ${y - lift} h${2 * kTick} M${right} ${y - lift} v${height} M${right - kTick} ${y - lift + height} h${2 * kTick}`);
  context.stroke(mark);
  context.font = `600 ${text}px system-ui, sans-serif`;
  context.textAlign = 'center';
  context.textBaseline = 'top';
  context.fillText(in_cm(measures.width_cm), x + width / 2, bottom + kTick);
  context.save();
  context.translate(right + kTick, y - lift + height / 2);
  context.rotate(-Math.PI / 2);
  context.fillText(in_cm(measures.height_cm), 0, 0);
  context.restore();
}

function in_cm(length: number): string {
  return text('studio.length_cm', { length: Math.round(length * 10) / 10 });
}
