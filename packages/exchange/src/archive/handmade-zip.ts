// ZIPs built field by field, for tests of what no honest writer writes. Source: PKWARE APPNOTE 6.3.10, 4.3.7 to 4.3.16.

/** One file; what is not given is what an honest writer would put there. */
export interface HandmadeEntry {
  name: string;
  /** Bytes as they stand in the ZIP: deflated already when the method is 8. */
  bytes: Uint8Array;
  method?: number;
  flags?: number;
  crc32?: number;
  sizeBytes?: number;
  compressedBytes?: number;
  /** Where the directory says the local header is. */
  offset?: number;
  /** Name in the local header. */
  localName?: string;
  dateAndTime?: number;
  extra?: Uint8Array;
}

/** The ZIP's bytes. `recordCount` is what the end record says of the number of entries. */
export function buildZip(entries: readonly HandmadeEntry[], recordCount = entries.length): Uint8Array<ArrayBuffer> {
  const locals: Uint8Array[] = [];
  const centrals: Uint8Array[] = [];
  let offset = 0;
  for (const entry of entries) {
    const local = join([describe(entry, 0x04034b50, entry.localName ?? entry.name, null), entry.bytes]);
    centrals.push(describe(entry, 0x02014b50, entry.name, entry.offset ?? offset));
    locals.push(local);
    offset += local.length;
  }
  const directory = join(centrals);
  return join([
    ...locals,
    directory,
    fields([4, 0x06054b50], [4, 0], [2, recordCount], [2, recordCount], [4, directory.length], [4, offset], [2, 0]),
  ]);
}

/** A local header (offset null) or a record of the directory. */
function describe(entry: HandmadeEntry, signature: number, name: string, offset: number | null): Uint8Array {
  const nameBytes = new TextEncoder().encode(name);
  const extra = entry.extra ?? new Uint8Array();
  const head = fields(
    [4, signature],
    ...(offset === null ? [] : [[2, 20] as const]),
    [2, 20],
    [2, entry.flags ?? 0],
    [2, entry.method ?? 0],
    [4, entry.dateAndTime ?? 0x210000],
    [4, entry.crc32 ?? computeCrc32(entry.bytes)],
    [4, entry.compressedBytes ?? entry.bytes.length],
    [4, entry.sizeBytes ?? entry.bytes.length],
    [2, nameBytes.length],
    [2, extra.length],
    ...(offset === null
      ? []
      : ([
          [2, 0],
          [2, 0],
          [2, 0],
          [4, 0],
          [4, offset],
        ] as const)),
  );
  return join([head, nameBytes, extra]);
}

/** Little-endian fields: [bytes, value]. */
function fields(...list: readonly (readonly [number, number])[]): Uint8Array {
  return Uint8Array.from(
    list.flatMap(([size, value]) => Array.from({ length: size }, (_, index) => (value >>> (8 * index)) & 0xff)),
  );
}

export function join(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}

/** CRC-32 of ISO 3309, as ZIP wants it. */
export function computeCrc32(bytes: Uint8Array): number {
  let crc = -1;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}
