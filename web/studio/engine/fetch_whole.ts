// A file of the shop's own that did not arrive as it was built: cut short on the way, or not at all.
export class IncompleteError extends Error {
  override name = 'IncompleteError';
}

// The file, if it is whole: its SHA-256 (base64) is the one it had when the pages were built. What came damaged is asked
// for once more, past every cache that may have kept it.
export async function fetch_whole(url: string, sha256: string): Promise<ArrayBuffer> {
  for (const cache of ['default', 'reload'] as const) {
    try {
      const response = await fetch(url, { cache, integrity: `sha256-${sha256}` });
      if (response.ok) return await response.arrayBuffer();
    } catch {
      // lost, or not what was built
    }
  }
  throw new IncompleteError(url);
}
