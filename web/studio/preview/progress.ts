const kSeenAfterMs = 300; // what is quicker needs no word

// Says how far the painting is, when it takes a while, and lets the customer stop it.
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

  // 0..1 while something is painted, undefined when nothing is.
  show(done: number | undefined): void {
    if (done === undefined) {
      window.clearTimeout(this.timer);
      this.timer = 0;
      this.root.classList.remove('is-shown');
      return;
    }
    this.bar.value = done;
    this.timer ||= window.setTimeout(() => this.root.classList.add('is-shown'), kSeenAfterMs);
  }
}
