// Recording blocks → the CSV, byte for byte. Comes in: the file in chunks of any size. Goes out: the text, a block at a time,
// each checked before it is given out; the whole is checked before the end. OBJ1, OBJ3, OBJ4
import { createHash } from "node:crypto";
import { BlockCipher, keyIdOf } from "./block-cipher.ts";
import {
  BLOCK_HEAD_BYTES,
  BLOCK_KINDS,
  type BlockHead,
  BOUND_HEAD_BYTES,
  crcOfBlock,
  FILE_HEAD_BYTES,
  type FileHead,
  readBlockHead,
  readFileHead,
  readTotal,
} from "./layout.ts";
import { PartError, PartReader } from "./packed-part.ts";
import { RecordingBlocksError } from "./recording-blocks-error.ts";
import { RowBlocks } from "./row-block.ts";

/** Hands a stream out in pieces of the lengths that are asked for. */
class PieceReader {
  readonly #source: AsyncIterator<Uint8Array>;
  #pieces: Uint8Array[] = [];
  #length = 0;

  constructor(source: AsyncIterable<Uint8Array>) {
    this.#source = source[Symbol.asyncIterator]();
  }

  /** The next bytes; fewer where the stream ends. */
  async take(count: number): Promise<Buffer> {
    while (this.#length < count) {
      const next = await this.#source.next();
      if (next.done === true) break;
      this.#pieces.push(next.value);
      this.#length += next.value.length;
    }
    const all = this.#pieces.length === 1 ? Buffer.from(this.#pieces[0] as Uint8Array) : Buffer.concat(this.#pieces);
    const rest = all.subarray(count);
    this.#pieces = rest.length === 0 ? [] : [rest];
    this.#length = rest.length;
    return all.subarray(0, count);
  }

  async close(): Promise<void> {
    await this.#source.return?.();
  }
}

function openCipher({ encryption }: FileHead, objectsKey: Buffer | null): BlockCipher | null {
  if (encryption === null) return null;
  const wanted = Buffer.from(encryption.keyId).toString("hex");
  if (objectsKey === null)
    throw new RecordingBlocksError("key-missing", null, `it is encrypted with key ${wanted}; set OBJECTS_KEY.`);
  const own = keyIdOf(objectsKey);
  if (own.equals(encryption.keyId)) return new BlockCipher(objectsKey, encryption.salt);
  throw new RecordingBlocksError(
    "key-wrong",
    null,
    `it is encrypted with key ${wanted}, but OBJECTS_KEY is key ${own.toString("hex")}; set the one it was written with.`,
  );
}

function cutShort(blockIndex: number | null): RecordingBlocksError {
  return new RecordingBlocksError("cut-short", blockIndex, "the file ends there; restore it from a backup.");
}

function damaged(blockIndex: number, what: string): RecordingBlocksError {
  return new RecordingBlocksError("damaged", blockIndex, `${what}; restore the file from a backup.`);
}

interface Block {
  head: BlockHead;
  payload: Buffer;
}

async function readBlock(reader: PieceReader, index: number, cipher: BlockCipher | null): Promise<Block> {
  const headBytes = await reader.take(BLOCK_HEAD_BYTES);
  if (headBytes.length < BLOCK_HEAD_BYTES) throw cutShort(index);
  const head = readBlockHead(headBytes, index);
  const stored = await reader.take(head.storedBytes);
  if (stored.length < head.storedBytes) throw cutShort(index);
  const bound = headBytes.subarray(0, BOUND_HEAD_BYTES);
  if (crcOfBlock(bound, stored) !== head.crc) throw damaged(index, "its CRC-32 differs");
  if (cipher === null) return { head, payload: stored };
  const payload = cipher.open(index, bound, stored);
  if (payload === null) throw damaged(index, "it is not what was encrypted");
  return { head, payload };
}

function textOf({ head, payload }: Block, rows: RowBlocks): Uint8Array {
  try {
    if (head.kind === BLOCK_KINDS.rows) return rows.decode(payload, head.textBytes);
    const parts = new PartReader(payload, 0);
    const text = parts.take(head.textBytes);
    parts.finish();
    if (text.length !== head.textBytes) throw new PartError("the text has another length");
    return text;
  } catch (error) {
    if (error instanceof PartError) throw damaged(head.index, error.message);
    throw error;
  }
}

/** The CSV in pieces. Throws RecordingBlocksError; then what was given out before is right, but not all. */
export async function* readRecordingBlocks(
  file: AsyncIterable<Uint8Array>,
  objectsKey: Buffer | null,
): AsyncGenerator<Uint8Array> {
  const reader = new PieceReader(file);
  try {
    const headBytes = await reader.take(FILE_HEAD_BYTES);
    if (headBytes.length < FILE_HEAD_BYTES) throw cutShort(null);
    const cipher = openCipher(readFileHead(headBytes), objectsKey);
    const rows = new RowBlocks();
    const hash = createHash("sha256");
    let textBytes = 0;
    for (let index = 0; ; index++) {
      const block = await readBlock(reader, index, cipher);
      if (block.head.kind === BLOCK_KINDS.end) {
        const total = readTotal(block.payload);
        if (total === null || total.textBytes !== textBytes || !total.sha256.equals(hash.digest()))
          throw damaged(index, "the text is not the one that was written");
        if ((await reader.take(1)).length > 0) throw damaged(index, "bytes follow the end");
        return;
      }
      const text = textOf(block, rows);
      hash.update(text);
      textBytes += text.length;
      yield text;
    }
  } finally {
    await reader.close();
  }
}
