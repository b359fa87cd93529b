import { name_at, u16, u32 } from './bytes';

// What the boxes of a HEIF file (HEIC, AVIF) tell without decoding it.
export interface HeifFacts {
  width: number; // of its largest picture; 0 when it does not say
  height: number;
  icc: Uint8Array | undefined;
  primaries: number | undefined; // of ITU-T H.273
  tiled: boolean; // of many small pictures, which are unpacked one by one: what phones write
}

interface Box {
  type: string;
  body: Uint8Array;
}

const kFullBox = 4; // version and flags

function* boxes(bytes: Uint8Array): Generator<Box> {
  for (let at = 0; at + 8 <= bytes.length;) {
    let size = u32(bytes, at);
    let head = 8;
    if (size === 1 && at + 16 <= bytes.length) {
      size = u32(bytes, at + 8) * 2 ** 32 + u32(bytes, at + 12);
      head = 16;
    }
    if (size === 0) size = bytes.length - at;
    if (size < head || at + size > bytes.length) return;
    yield { type: name_at(bytes, at + 4), body: bytes.subarray(at + head, at + size) };
    at += size;
  }
}

const inside = (bytes: Uint8Array, type: string): Uint8Array =>
  [...boxes(bytes)].find((box) => box.type === type)?.body ?? new Uint8Array();

// Of the items' list: its version tells how it counts, and each item names its kind behind two numbers.
function is_tiled(items: Uint8Array): boolean {
  const list = items.subarray(kFullBox + (items[0] === 0 ? 2 : 4));
  return [...boxes(list)].some(({ type, body }) => type === 'infe' && name_at(body, kFullBox + 4) === 'grid');
}

export function read_heif(bytes: Uint8Array): HeifFacts {
  const meta = inside(bytes, 'meta').subarray(kFullBox);
  const properties = inside(inside(meta, 'iprp'), 'ipco');
  const facts: HeifFacts = { width: 0, height: 0, icc: undefined, primaries: undefined, tiled: is_tiled(inside(meta, 'iinf')) };
  for (const { type, body } of boxes(properties)) {
    if (type === 'ispe' && body.length >= kFullBox + 8) {
      const [width, height] = [u32(body, kFullBox), u32(body, kFullBox + 4)];
      if (width * height > facts.width * facts.height) [facts.width, facts.height] = [width, height];
    }
    if (type !== 'colr' || body.length < 6) continue;
    const kind = name_at(body, 0);
    if (kind === 'prof' || kind === 'rICC') facts.icc ??= body.subarray(4);
    if (kind === 'nclx') facts.primaries ??= u16(body, 4);
  }
  return facts;
}
