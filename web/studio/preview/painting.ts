import type { Engine } from '../engine/engine';

export const kApprovedTarget = 'preview:800x960';
const kDraftTarget = 'preview:400x480';
const kDraftAboveMs = 22; // a full picture slower than this would make dragging stutter
const kProbeEvery = 8; // among drafts, one full picture: the first ones are slow on every device
const kSettleMs = 140;

// The composite beside the crop surface. While something is dragged it may be drawn at half size; at rest it is
// always the full picture, the one whose hash goes with the order.
export class Painting {
  private pending = false;
  private busy = false;
  private full_ms = 0;
  private drafts = 0;
  private settle_timer = 0;
  private readonly context: CanvasRenderingContext2D;
  private readonly draft = document.createElement('canvas');

  constructor(
    private readonly engine: Engine,
    readonly canvas: HTMLCanvasElement,
    private readonly on_settled: () => void,
  ) {
    this.context = canvas.getContext('2d')!;
  }

  follow(busy: boolean): void {
    this.busy = busy;
    if (this.pending) return;
    this.pending = true;
    requestAnimationFrame(() => {
      this.pending = false;
      const draft = this.busy && this.full_ms > kDraftAboveMs && ++this.drafts % kProbeEvery !== 0;
      if (draft) this.draw_draft();
      else this.draw_full();
      window.clearTimeout(this.settle_timer);
      this.settle_timer = window.setTimeout(() => this.settle(), kSettleMs);
    });
  }

  // The full picture of the recipe as it is now, and its hash.
  approve(): string {
    this.draw_full();
    return this.engine.pixels_sha256();
  }

  thumbnail(): string {
    const small = document.createElement('canvas');
    small.width = 160;
    small.height = 192;
    small.getContext('2d')!.drawImage(this.canvas, 0, 0, small.width, small.height);
    return small.toDataURL('image/jpeg', 0.8);
  }

  // Nothing has moved for a moment, though a finger may still hold the oval.
  private settle(): void {
    if (this.drafts > 0) this.draw_full();
    this.drafts = 0;
    this.on_settled();
  }

  private draw_full(): void {
    const start = performance.now();
    this.context.putImageData(this.engine.render(kApprovedTarget), 0, 0);
    this.full_ms = performance.now() - start;
  }

  private draw_draft(): void {
    const picture = this.engine.render(kDraftTarget);
    this.draft.width = picture.width;
    this.draft.height = picture.height;
    this.draft.getContext('2d')!.putImageData(picture, 0, 0);
    this.context.drawImage(this.draft, 0, 0, this.canvas.width, this.canvas.height);
  }
}
