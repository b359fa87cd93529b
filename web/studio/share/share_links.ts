import type { ShareCreated } from '../api/types';

const kKey = 'picasso-pet.shares';

// The links that were made on this device, with what takes them back. The secrets are nowhere else.
export class ShareLinks {
  constructor(
    private readonly storage: Storage,
    private readonly now: () => number,
  ) {}

  // Those that still work, the newest first.
  list(): ShareCreated[] {
    return this.read().filter((link) => Date.parse(link.expires_at) > this.now());
  }

  // False when it could not be kept: the link works, but cannot be taken back later.
  add(link: ShareCreated): boolean {
    return this.save([link, ...this.list()]);
  }

  remove(id: string): void {
    this.save(this.list().filter((link) => link.id !== id));
  }

  private read(): ShareCreated[] {
    try {
      const kept = JSON.parse(this.storage.getItem(kKey) ?? '[]') as unknown;
      return Array.isArray(kept) ? kept.filter(is_link) : [];
    } catch {
      return [];
    }
  }

  private save(links: ShareCreated[]): boolean {
    try {
      this.storage.setItem(kKey, JSON.stringify(links));
      return true;
    } catch {
      return false;
    }
  }
}

function is_link(value: unknown): value is ShareCreated {
  const link = value as Partial<ShareCreated> | null;
  return [link?.id, link?.url, link?.secret, link?.expires_at].every((field) => typeof field === 'string');
}
