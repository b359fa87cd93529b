import type { Refusal } from './accept';

export interface Pick {
  file: File;
  files: number; // how many there were
}

// The parts of DataTransfer and of a file input that count here.
interface Given {
  files: ArrayLike<File> | null;
  items?: ArrayLike<{ kind: string; webkitGetAsEntry?(): { isDirectory: boolean } | null }>;
}

const looks_like_photo = (file: File): boolean => file.type.startsWith('image/') || /\.(jpe?g|png|webp|hei[cf]|avif)$/i.test(file.name);

// One photo of what was picked, dropped or pasted: the first that looks like one, else the first. Nothing without files.
export function photo_among({ files, items }: Given): Pick | { refused: Refusal } | undefined {
  const given = Array.from(files ?? []);
  if (given.length === 0) return undefined;
  const entries = Array.from(items ?? []).filter((item) => item.kind === 'file').map((item) => item.webkitGetAsEntry?.());
  const still = given.filter((_, index) => !entries[index]?.isDirectory);
  if (still.length === 0) return { refused: { why: 'folder' } };
  return { file: still.find(looks_like_photo) ?? still[0]!, files: given.length };
}
