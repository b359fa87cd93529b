// What the customer should know about the picture, as texts or their keys: why it could not be painted, else what may disappoint.
export class Hints {
  private assessed: readonly string[] = [];
  private refusal: string | undefined;

  constructor(private readonly show: (hints: readonly string[]) => void) {}

  assess(hints: readonly string[]): void {
    this.assessed = hints;
    this.tell();
  }

  refuse(why: string): void {
    this.refusal = why;
    this.tell();
  }

  // The picture is there: what stood in its way does so no more.
  accept(): void {
    this.refusal = undefined;
    this.tell();
  }

  // They were about another photo.
  forget(): void {
    this.assessed = [];
    this.accept();
  }

  private tell(): void {
    this.show(this.refusal === undefined ? this.assessed : [this.refusal]);
  }
}
