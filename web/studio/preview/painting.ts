import type { Engine } from '../engine/engine';
import type { PaintedPicture, Painter } from '../engine/painter';
import { text } from '../text/text';
import { measure } from '../measure';

export const kApprovedTarget = 'preview:800x960';
const kMaskTarget = 'mask:768';
const kSmallTarget = 'preview:400x480';
const kSmallAboveMs = 22; // a draft slower than this would make dragging stutter
const kProbeEvery = 8; // among small drafts, one full one: the first ones are slow on every device
const kHeldMs = 20; // a frame without a move of what is held; what is let go of is painted at once
const kNone = -1; // no revision

// Shows on the photo what of it is painted.
export interface Matte {
  show(mask: ImageData): void;
  // Whether someone who corrects it waits for it more than for the picture.
  comes_first(): boolean;
}

// A picture that goes with an order: the hash of its pixels, and what the cart shows of it (a data: URL).
export interface Approved {
  sha256: string;
  thumbnail: string;
}

export function thumbnail_of(picture: CanvasImageSource): string {
  const small = document.createElement('canvas');
  small.width = 320;
  small.height = 384;
  small.getContext('2d')!.drawImage(picture, 0, 0, small.width, small.height);
  return small.toDataURL('image/jpeg', 0.8);
}

function on_canvas(picture: ImageData): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = picture.width;
  canvas.height = picture.height;
  canvas.getContext('2d')!.putImageData(picture, 0, 0);
  return canvas;
}

// The composite beside the crop surface. While something moves it is a quick draft; at rest it is painted, and the
// painted one's hash goes with the order. What moves is told by its revision: the recipe is written out only at rest.
export class Painting {
  private pending = false;
  private busy = false;
  private followed = kNone; // the latest revision
  private asked = kNone; // to be painted, while it is the latest
  private drafted = kNone; // on the canvas, at its full size
  private changed_at = 0;
  private chosen_at: number | undefined;
  private draft_ms = 0;
  private small_drafts = 0;
  private settle_timer = 0;
  private matte_of = '';
  private painted: { revision: number; recipe_json: string; sha256: string } | undefined;
  private readonly context: CanvasRenderingContext2D;
  private readonly small = document.createElement('canvas');

  constructor(
    private readonly engine: Engine,
    private readonly painter: Painter,
    readonly canvas: HTMLCanvasElement,
    private readonly on_painted: () => void,
    private readonly on_refused: (error: unknown) => void,
    // That something is not painted because somebody stopped the painter, or that this is over.
    private readonly on_stopped: (stopped: boolean) => void,
    private readonly matte?: Matte,
  ) {
    this.context = canvas.getContext('2d')!;
  }

  // The painter is asked before the page draws: it works beside the page, which is busy with the draft meanwhile.
  // `in_frame`: the page is drawing a frame just now, and the draft belongs to it.
  follow(busy: boolean, in_frame = false): void {
    this.busy = busy;
    const revision = this.engine.revision();
    if (revision !== this.followed) {
      this.followed = revision;
      this.asked = kNone;
      this.changed_at = performance.now();
      this.on_stopped(false);
      this.painter.stop_painting(); // at once, so that it is free when what moves rests
    }
    window.clearTimeout(this.settle_timer);
    // Letting go changes nothing that is not on the canvas already.
    if (this.shows(revision, busy)) return;
    if (busy) this.settle_timer = window.setTimeout(this.settle_held, kHeldMs);
    else this.settle();
    if (this.drafted === revision) return;
    if (in_frame) return this.draw_draft();
    if (this.pending) return;
    this.pending = true;
    requestAnimationFrame(() => {
      this.pending = false;
      if (this.drafted !== this.engine.revision()) this.draw_draft();
    });
  }

  // The person has stopped the painter: nothing is painted until the recipe changes, or somebody asks for it.
  stopped(): void {
    window.clearTimeout(this.settle_timer);
    this.asked = kNone;
    this.on_stopped(true);
  }

  // Also what comes after the large picture, where only that was stopped.
  paint_now(): void {
    this.on_stopped(false);
    if (!this.painted) return this.settle();
    this.find_matte(this.engine.recipe_json());
    this.on_painted();
  }

  // Whether the canvas shows the painted picture, not a draft.
  get is_painted(): boolean {
    return this.painted !== undefined;
  }

  // What was painted belongs to another photo; `chosen_at` is when the new one was chosen.
  forget(chosen_at: number): void {
    this.chosen_at = chosen_at;
    this.painted = undefined;
    this.followed = this.asked = this.drafted = kNone;
    this.matte_of = '';
    this.on_stopped(false);
    this.canvas.removeAttribute('data-painted');
  }

  // The painted picture of this recipe, whatever the canvas shows by then.
  async approve(recipe_json: string): Promise<Approved> {
    if (this.painted?.recipe_json === recipe_json) return { sha256: this.painted.sha256, thumbnail: thumbnail_of(this.canvas) };
    const painted = await this.painter.paint(recipe_json, kApprovedTarget, true);
    if (!painted) throw new Error(text('studio.photo_changed'));
    if (this.engine.recipe_json() === recipe_json) this.show(recipe_json, painted);
    return { sha256: painted.sha256, thumbnail: thumbnail_of(on_canvas(painted.picture)) };
  }

  // At rest what was changed and changed back is the same recipe again.
  private shows(revision: number, busy: boolean): boolean {
    if (!this.painted || this.painted.revision === revision) return this.painted !== undefined;
    if (busy || this.painted.recipe_json !== this.engine.recipe_json()) return false;
    this.painted.revision = revision;
    return true;
  }

  private readonly settle_held = (): void => this.settle();

  // Nothing has moved for a moment, though a finger may still hold the oval.
  private settle(): void {
    this.small_drafts = 0;
    const revision = this.engine.revision();
    if (this.asked === revision) return; // when it was held still
    this.asked = revision;
    const recipe_json = this.engine.recipe_json();
    measure('picasso:rest', this.changed_at);
    const matte_first = this.matte?.comes_first() ?? false;
    if (matte_first) this.find_matte(recipe_json);
    this.painter.paint(recipe_json, kApprovedTarget).then((painted) => {
      if (painted && this.engine.recipe_json() === recipe_json) this.show(recipe_json, painted);
    }).catch((error: unknown) => {
      if (this.engine.recipe_json() === recipe_json) this.on_refused(error); // the draft stays
    });
    if (!matte_first) this.find_matte(recipe_json);
  }

  private find_matte(recipe_json: string): void {
    const { oval, cut_out } = this.engine.recipe();
    const matte_of = JSON.stringify([oval, cut_out]);
    if (!this.matte || this.matte_of === matte_of) return;
    this.painter.paint(recipe_json, kMaskTarget).then((painted) => {
      if (!painted || this.engine.recipe_json() !== recipe_json) return;
      this.matte_of = matte_of;
      this.matte?.show(painted.picture);
    }).catch(() => undefined); // nothing is left of the pet: the picture's own refusal says so
  }

  private show(recipe_json: string, painted: PaintedPicture): void {
    if (this.painted?.recipe_json === recipe_json) return;
    this.painted = { revision: this.engine.revision(), recipe_json, sha256: painted.sha256 };
    this.on_stopped(false);
    this.context.putImageData(painted.picture, 0, 0);
    this.canvas.setAttribute('data-painted', '');
    measure('picasso:repaint', this.changed_at);
    if (this.chosen_at !== undefined) measure('picasso:first-composite', this.chosen_at);
    this.chosen_at = undefined;
    this.on_painted();
  }

  private draw_draft(): void {
    const revision = this.engine.revision();
    if (this.painted?.revision === revision) return;
    this.painted = undefined;
    this.canvas.removeAttribute('data-painted');
    const small = this.busy && this.draft_ms > kSmallAboveMs && ++this.small_drafts % kProbeEvery !== 0;
    const start = performance.now();
    if (small) this.draw_small();
    else this.context.putImageData(this.engine.render_draft(kApprovedTarget), 0, 0);
    this.drafted = small ? kNone : revision;
    if (!small) this.draft_ms = performance.now() - start;
  }

  private draw_small(): void {
    const picture = this.engine.render_draft(kSmallTarget);
    this.small.width = picture.width;
    this.small.height = picture.height;
    this.small.getContext('2d')!.putImageData(picture, 0, 0);
    this.context.drawImage(this.small, 0, 0, this.canvas.width, this.canvas.height);
  }
}
