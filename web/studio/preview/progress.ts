const kSeenAfterMs = 300; // what is quicker needs no word

// Says how far something is that takes a while, and lets the customer stop it.
export class Progress {
  private timer = 0;

  constructor(
    private readonly root: HTMLElement,
    private readonly bar: HTMLProgressElement,
    stop: HTMLButtonElement,
    on_stop: () => void,
  ) {
    stop.addEventListener('click', () => {
      on_stop();
      this.show(undefined);
    });
  }

  // 0..1 while something is made, or that it is not known how far; undefined when nothing is.
  show(done: number | 'unknown' | undefined): void {
    if (done === undefined) {
      window.clearTimeout(this.timer);
      this.timer = 0;
      this.root.classList.remove('is-shown');
      return;
    }
    if (done === 'unknown') this.bar.removeAttribute('value');
    else this.bar.value = done;
    this.timer ||= window.setTimeout(() => this.root.classList.add('is-shown'), kSeenAfterMs);
  }
}
