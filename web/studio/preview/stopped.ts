import { by_id, show_if, show_words } from '../dom';
import { text } from '../text/text';

// Says that somebody stopped the painter, and offers to paint after all. The focus goes on where a button disappears.
export class Stopped {
  private readonly words = by_id('stopped');
  private readonly again = by_id<HTMLButtonElement>('paint-now');

  constructor(private readonly stop: HTMLElement, private readonly beside: HTMLElement, paint_now: () => void) {
    this.again.addEventListener('click', paint_now);
  }

  show(stopped: boolean): void {
    const focused = document.activeElement;
    show_words(this.words, stopped ? text('studio.stopped') : '');
    show_if(stopped, this.again);
    if (stopped && focused === this.stop) this.again.focus();
    if (!stopped && focused === this.again) this.beside.focus();
  }
}
