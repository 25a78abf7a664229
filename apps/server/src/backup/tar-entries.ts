// The container of a backup: a POSIX ustar archive, so that any `tar` shows what is in it. Comes in: names and bytes. Goes
// out: blocks of 512 bytes, and the entries again. Source: POSIX.1-2017, pax, "ustar Interchange Format".

const BLOCK_BYTES = 512;
const NAME_MAX_BYTES = 100;
const PREFIX_MAX_BYTES = 155;

/** Where the fields of a header are: offset and length in bytes. */
const FIELD = {
  name: [0, 100],
  mode: [100, 8],
  uid: [108, 8],
  gid: [116, 8],
  size: [124, 12],
  mtime: [136, 12],
  checksum: [148, 8],
  type: [156, 1],
  magic: [257, 8],
  prefix: [345, 155],
} as const;

/** One file of the archive. */
export interface TarEntry {
  name: string;
  bytes: Buffer;
}

/** The archive is not one, or not whole. */
export class TarError extends Error {}

/** Splits a name that is too long for its field at a slash. */
function splitName(name: string): { prefix: string; name: string } {
  if (Buffer.byteLength(name) <= NAME_MAX_BYTES) return { prefix: "", name };
  for (let at = name.indexOf("/"); at > 0; at = name.indexOf("/", at + 1)) {
    const [prefix, rest] = [name.slice(0, at), name.slice(at + 1)];
    if (Buffer.byteLength(rest) <= NAME_MAX_BYTES && Buffer.byteLength(prefix) <= PREFIX_MAX_BYTES)
      return { prefix, name: rest };
  }
  throw new TarError(`The name ${name} is too long for an archive.`);
}

function checksumOf(header: Buffer): number {
  let sum = 0;
  for (let index = 0; index < BLOCK_BYTES; index++)
    sum += index >= FIELD.checksum[0] && index < FIELD.checksum[0] + 8 ? 32 : (header[index] ?? 0);
  return sum;
}

/** An entry's blocks: header, bytes, padding. */
export function tarEntry({ name, bytes }: TarEntry, writtenAt: Date): Buffer {
  const padding = (BLOCK_BYTES - (bytes.length % BLOCK_BYTES)) % BLOCK_BYTES;
  const blocks = Buffer.alloc(BLOCK_BYTES + bytes.length + padding);
  const put = (field: keyof typeof FIELD, text: string): void => void blocks.write(text, FIELD[field][0], "utf8");
  const octal = (field: keyof typeof FIELD, value: number): void =>
    put(field, value.toString(8).padStart(FIELD[field][1] - 1, "0"));
  const parts = splitName(name);
  put("name", parts.name);
  put("prefix", parts.prefix);
  put("type", "0");
  put("magic", "ustar\u000000");
  octal("mode", 0o600);
  octal("uid", 0);
  octal("gid", 0);
  octal("size", bytes.length);
  octal("mtime", Math.floor(writtenAt.getTime() / 1000));
  blocks.write(`${checksumOf(blocks).toString(8).padStart(6, "0")}\0 `, FIELD.checksum[0], "latin1");
  bytes.copy(blocks, BLOCK_BYTES);
  return blocks;
}

/** What an archive ends with. */
export function tarEnd(): Buffer {
  return Buffer.alloc(2 * BLOCK_BYTES);
}

/** Takes exactly so many bytes at a time out of a stream. */
class ByteReader {
  readonly #source: AsyncIterator<Buffer>;
  #rest: Buffer = Buffer.alloc(0);

  constructor(source: AsyncIterable<Buffer>) {
    this.#source = source[Symbol.asyncIterator]();
  }

  /** null at the very end; fewer than asked for is an error. */
  async read(count: number): Promise<Buffer | null> {
    const parts = [this.#rest];
    let length = this.#rest.length;
    while (length < count) {
      const next = await this.#source.next();
      if (next.done === true) break;
      parts.push(next.value);
      length += next.value.length;
    }
    if (length === 0) return null;
    if (length < count) throw new TarError("The archive ends in the middle of an entry.");
    const all = parts.length === 1 ? this.#rest : Buffer.concat(parts);
    this.#rest = all.subarray(count);
    return all.subarray(0, count);
  }
}

function readHeader(header: Buffer): { name: string; size: number } {
  const text = (field: keyof typeof FIELD): string => {
    const [offset, length] = FIELD[field];
    return header.toString("utf8", offset, offset + length).split("\0", 1)[0] ?? "";
  };
  const size = Number.parseInt(text("size"), 8);
  const isOurs = text("magic") === "ustar" && text("type") === "0" && Number.isSafeInteger(size);
  if (!isOurs || Number.parseInt(text("checksum"), 8) !== checksumOf(header))
    throw new TarError("The archive has a damaged header.");
  const prefix = text("prefix");
  return { name: prefix === "" ? text("name") : `${prefix}/${text("name")}`, size };
}

/** Reads an archive to its very end. Throws TarError at one that is damaged, ends early, or has an entry over the limit. */
export async function* readTar(source: AsyncIterable<Buffer>, entryMaxBytes: number): AsyncGenerator<TarEntry, void> {
  const reader = new ByteReader(source);
  for (;;) {
    const header = await reader.read(BLOCK_BYTES);
    if (header === null) throw new TarError("The archive ends early.");
    if (header.every((byte) => byte === 0)) break;
    const { name, size } = readHeader(header);
    if (size > entryMaxBytes) throw new TarError(`The archive's entry ${name} is too large.`);
    const bytes = size === 0 ? Buffer.alloc(0) : await reader.read(size);
    const padding = (BLOCK_BYTES - (size % BLOCK_BYTES)) % BLOCK_BYTES;
    if (bytes === null || (padding > 0 && (await reader.read(padding)) === null))
      throw new TarError("The archive ends in the middle of an entry.");
    yield { name, bytes };
  }
  await reader.read(BLOCK_BYTES);
  if ((await reader.read(1)) !== null) throw new TarError("The archive has something after its end.");
}
