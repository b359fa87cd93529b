import type { Engine } from '../engine/engine';
import type { Painter } from '../engine/painter';
import { draw_product, kGarments } from './product_picture';

const kPrintWidthPx = 400;
const kMeasureTextPx = 13; // CSS pixels

// A drawn garment with the very print on it: cloth below, the picture, light and shade of the folds above.
export class ProductView {
  private spec = '';
  private cloth = '#ffffff';
  private measured = false;
  private frame_pending = false;
  private readonly canvas = document.createElement('canvas');
  private readonly print = document.createElement('canvas');

  constructor(
    private readonly engine: Engine,
    private readonly painter: Painter,
    private readonly root: HTMLElement,
    // The large picture comes first; refresh() is called when it is there.
    private readonly may_paint: () => boolean,
  ) {
    this.canvas.className = 'mockup-picture';
    this.print.width = this.print.height = 0;
    root.replaceChildren(this.canvas);
    new ResizeObserver(() => this.redraw()).observe(root);
  }

  show(spec: string, color_hex: string, description: string): void {
    const garment = kGarments[spec];
    this.spec = garment ? spec : '';
    this.cloth = color_hex;
    this.root.setAttribute('aria-label', description);
    if (garment) this.root.style.aspectRatio = garment.view.join(' / ');
    this.redraw();
    this.refresh();
  }

  // With the print's real size drawn beside it, or without.
  measure(measured: boolean): void {
    this.measured = measured;
    this.redraw();
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
    if (this.print.dataset['target'] !== target) this.put(this.engine.render_draft(target));
    this.print.dataset['target'] = target;
    if (!this.may_paint()) return;
    this.painter.paint(recipe_json, target).then((painted) => {
      if (painted && target.includes(`:${this.spec}:`) && this.engine.recipe_json() === recipe_json) this.put(painted.picture);
    }).catch(() => undefined); // the draft stays
  }

  private put(picture: ImageData): void {
    this.print.width = picture.width;
    this.print.height = picture.height;
    this.print.getContext('2d')!.putImageData(picture, 0, 0);
    this.redraw();
  }

  // Once before the next frame, however often it is asked for.
  private redraw(): void {
    if (this.frame_pending) return;
    this.frame_pending = true;
    requestAnimationFrame(() => {
      this.frame_pending = false;
      this.draw();
    });
  }

  private draw(): void {
    const garment = kGarments[this.spec];
    const ratio = Math.min(3, window.devicePixelRatio || 1);
    const width = Math.round(this.root.clientWidth * ratio);
    if (!garment || width === 0) return;
    const height = Math.round((width * garment.view[1]!) / garment.view[0]!);
    if (this.canvas.width !== width || this.canvas.height !== height) {
      this.canvas.width = width;
      this.canvas.height = height;
    }
    const size = this.measured ? this.engine.print_facts(this.spec)?.area_cm : undefined;
    draw_product(this.canvas, this.spec, this.cloth, this.print, size && { width_cm: size[0], height_cm: size[1], text_px: kMeasureTextPx * ratio });
  }
}
