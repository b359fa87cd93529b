// A wish that could not be fulfilled without a network: remembered until the network is back.
export class WhenBack<Wish> {
  private wish: Wish | undefined;

  constructor(target: EventTarget, private readonly fulfil: (wish: Wish) => void) {
    target.addEventListener('online', () => this.try_now());
  }

  remember(wish: Wish): void {
    this.wish = wish;
  }

  forget(): void {
    this.wish = undefined;
  }

  private try_now(): void {
    const { wish } = this;
    this.wish = undefined;
    if (wish !== undefined) this.fulfil(wish);
  }
}
