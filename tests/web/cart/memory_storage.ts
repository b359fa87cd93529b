// A browser's storage, which can be full.
export class MemoryStorage implements Storage {
  values = new Map<string, string>();
  full = false;
  get length(): number { return this.values.size; }
  clear(): void { this.values.clear(); }
  key(): string | null { return null; }
  getItem(key: string): string | null { return this.values.get(key) ?? null; }
  setItem(key: string, value: string): void {
    if (this.full) throw new DOMException('full', 'QuotaExceededError');
    this.values.set(key, value);
  }
  removeItem(key: string): void { this.values.delete(key); }
}
