import { Controls } from '../controls/controls';
import { Touches } from '../controls/touches';
import { by_id } from '../dom';
import { CropSurface } from '../engine/crop_surface';
import type { Engine } from '../engine/engine';
import type { ChosenPhoto } from '../intake/intake';
import type { Keeper } from '../keep/keeper';
import { type Choice, variant_label } from '../order/choice';
import { Before } from '../preview/before';
import { Painting } from '../preview/painting';
import { ProductView } from '../preview/product_view';
import { Sharpness } from '../preview/sharpness';
import { Stopped } from '../preview/stopped';
import { text } from '../text/text';
import { hints, sentence_of, type Workplace } from './workplace';

// The module at work: crop surface, controls and pictures, each told when another has changed the recipe. One per page,
// for all its photos.
export class Session {
  readonly engine: Engine;
  readonly painting: Painting;
  private readonly controls: Controls;
  private readonly touches: Touches;
  private readonly before: Before;
  private readonly product_view: ProductView;
  private readonly sharpness: Sharpness;
  private readonly surface: CropSurface | undefined;
  private revision = -1;
  private was_busy = false;
  private ready = false;

  constructor({ engine, painter }: Workplace, private readonly keeper: Keeper) {
    this.engine = engine;
    const changed_here = (): void => this.changed_here();
    this.sharpness = new Sharpness((print_spec) => engine.print_facts(print_spec));
    this.controls = new Controls(engine, changed_here, () => this.sharpness.describe());
    this.touches = new Touches(engine, changed_here);
    this.before = new Before(engine, by_id<HTMLCanvasElement>('before'), by_id<HTMLButtonElement>('before-toggle'));
    this.product_view = new ProductView(engine, painter, by_id('mockup'), () => this.painting.is_painted);
    const matte = {
      show: (mask: ImageData) => {
        engine.show_mask(mask);
        this.surface?.invalidate();
      },
      comes_first: () => this.touches.is_brushing,
    };
    this.painting = new Painting(engine, painter, by_id<HTMLCanvasElement>('painting'), () => {
      hints.accept();
      this.product_view.refresh();
    }, (error) => hints.refuse(sentence_of(error)), (is_stopped) => stopped.show(is_stopped), matte);
    const stop = by_id('paint-stop');
    stop.addEventListener('click', () => this.painting.stopped());
    const stopped = new Stopped(stop, by_id('before-toggle'), () => this.painting.paint_now());
    this.listen_to_measure();
    // Its first frame, drawn as it opens, shows a photo that begin() is about to follow.
    this.surface = CropSurface.open(engine, '#crop', { changed: (busy) => { if (this.ready) this.changed(busy, true); }, key: (event) => this.touches.key(event) });
    by_id('no-webgl').hidden = this.surface !== undefined;
    by_id('crop').hidden = this.surface === undefined;
    this.ready = true;
  }

  // The module has another photo: what is shown of the one before is over.
  begin({ chosen_at }: ChosenPhoto): void {
    hints.forget();
    this.painting.forget(chosen_at);
    this.product_view.forget();
    this.surface?.invalidate();
    this.painting.follow(false);
    this.controls.show(true);
    this.keeper.change(this.engine);
  }

  show_product({ catalog, product, variant }: Choice): void {
    this.sharpness.choose(catalog.products, product);
    const words = text('studio.product_with_picture', { product: product.name, variant: variant_label(variant) });
    this.product_view.show(product.print_spec, variant.color_hex, words);
  }

  private changed(busy: boolean, in_frame = false): void {
    this.controls.show_view();
    this.touches.show_refusals();
    const now = this.engine.revision();
    const let_go = this.was_busy && !busy;
    this.was_busy = busy;
    if (now === this.revision && !let_go) return;
    this.revision = now;
    this.controls.show(!busy);
    this.sharpness.show(!busy);
    if (!busy) this.touches.show(this.engine.recipe());
    if (!busy) this.keeper.change(this.engine);
    this.painting.follow(busy, in_frame);
    this.before.refresh();
  }

  // By a control, not on the surface; controls that are being made say the same.
  private changed_here(): void {
    if (!this.ready) return;
    this.changed(false);
    this.surface?.invalidate();
  }

  private listen_to_measure(): void {
    const measure = by_id('measure-toggle');
    measure.addEventListener('click', () => {
      const measured = measure.getAttribute('aria-pressed') !== 'true';
      measure.setAttribute('aria-pressed', String(measured));
      this.product_view.measure(measured);
    });
  }
}
