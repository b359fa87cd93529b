export type Answer = 'yes' | 'no';

const kKey = 'picasso-pet.statistics';

// What the visitor answered to the question about statistics. A storage that is forbidden remembers nothing: then nothing
// is counted, and the question comes again.
export class Consent {
  constructor(private readonly storage: Pick<Storage, 'getItem' | 'setItem'> | undefined) {}

  get answer(): Answer | undefined {
    try {
      const kept = this.storage?.getItem(kKey);
      return kept === 'yes' || kept === 'no' ? kept : undefined;
    } catch {
      return undefined;
    }
  }

  give(answer: Answer): void {
    try {
      this.storage?.setItem(kKey, answer);
    } catch {
      // Asked again on the next page.
    }
  }
}
