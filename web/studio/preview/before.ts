import type { Engine } from '../engine/engine';
import { kApprovedTarget } from './painting';

// Lays the photo as it is, in the pet's place, over the painted picture.
export class Before {
  private readonly context: CanvasRenderingContext2D;

  constructor(private readonly engine: Engine, private readonly canvas: HTMLCanvasElement, private readonly button: HTMLButtonElement) {
    this.context = canvas.getContext('2d')!;
    button.addEventListener('click', () => this.show(canvas.hidden));
  }

  // What it shows is of another recipe now.
  refresh(): void {
    if (!this.canvas.hidden) this.show(true);
  }

  private show(shown: boolean): void {
    if (shown) this.context.putImageData(this.engine.render_draft(kApprovedTarget), 0, 0);
    this.canvas.hidden = !shown;
    this.button.setAttribute('aria-pressed', String(shown));
  }
}
