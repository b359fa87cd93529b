import { svg } from '../dom';
import type { Engine } from '../engine/engine';
import type { Painter } from '../engine/painter';
import garments from './garments.json';

interface Garment {
  view: number[];
  print: number[]; // x, y, width, height in the view's units
  body: string[];
  seams: string[];
  folds: string[];
}

const kGarments: Record<string, Garment> = garments;
const kPrintWidthPx = 400;

// A drawn garment with the very print on it: cloth below, the picture, folds above.
export class ProductView {
  private spec = '';
  private cloth: SVGElement | undefined;
  private readonly print = document.createElement('canvas');

  constructor(
    private readonly engine: Engine,
    private readonly painter: Painter,
    private readonly root: HTMLElement,
    // The large picture comes first; refresh() is called when it is there.
    private readonly may_paint: () => boolean,
  ) {
    this.print.className = 'mockup-print';
  }

  show(spec: string, color_hex: string, description: string): void {
    if (spec !== this.spec) this.build(spec);
    for (const path of this.cloth?.querySelectorAll('path') ?? []) path.setAttribute('fill', color_hex);
    this.root.setAttribute('aria-label', description);
    this.root.classList.toggle('is-dark-cloth', is_dark(color_hex));
    this.refresh();
  }

  // What is on the print belongs to another photo: the next refresh begins with a draft.
  forget(): void {
    delete this.print.dataset['target'];
  }

  // Draws the recipe as it is now: the painted picture when it is there, and until then a draft where there was nothing.
  refresh(): void {
    if (this.spec === '' || !this.root.offsetParent) return;
    const recipe_json = this.engine.recipe_json();
    const target = `preview:${this.spec}:${kPrintWidthPx}`;
    if (this.print.dataset['target'] !== target) this.draw(this.engine.render_draft(target));
    this.print.dataset['target'] = target;
    if (!this.may_paint()) return;
    this.painter.paint(recipe_json, target).then((painted) => {
      if (painted && target.includes(`:${this.spec}:`) && this.engine.recipe_json() === recipe_json) this.draw(painted.picture);
    }).catch(() => undefined); // the draft stays
  }

  private draw(picture: ImageData): void {
    this.print.width = picture.width;
    this.print.height = picture.height;
    this.print.getContext('2d')!.putImageData(picture, 0, 0);
  }

  private build(spec: string): void {
    const garment = kGarments[spec];
    this.root.replaceChildren();
    this.spec = garment ? spec : '';
    if (!garment) return;
    const [width = 1, height = 1] = garment.view;
    const [x = 0, y = 0, w = 0, h = 0] = garment.print;
    const layer = (name: string, paths: string[], attributes: Record<string, string>): SVGElement =>
      svg('svg', { viewBox: `0 0 ${width} ${height}`, class: name, 'aria-hidden': 'true' },
        ...paths.map((d) => svg('path', { d, ...attributes })));
    this.cloth = layer('mockup-cloth', garment.body, { fill: '#ffffff', class: 'cloth' });
    const seams = layer('mockup-seams', garment.seams, { fill: 'none', class: 'seam' });
    const folds = layer('mockup-folds', garment.folds, { class: 'fold' });
    this.print.style.left = `${(x / width) * 100}%`;
    this.print.style.top = `${(y / height) * 100}%`;
    this.print.style.width = `${(w / width) * 100}%`;
    this.print.style.height = `${(h / height) * 100}%`;
    this.root.style.aspectRatio = `${width} / ${height}`;
    this.root.append(this.cloth, seams, this.print, folds);
  }
}

export function is_dark(hex: string): boolean {
  const value = Number.parseInt(hex.slice(1), 16);
  const luma = 0.299 * ((value >> 16) & 255) + 0.587 * ((value >> 8) & 255) + 0.114 * (value & 255);
  return luma < 110;
}
