// A recording's CSV → recording blocks. Comes in: bytes in chunks of any size. Goes out: the file in pieces; a few MB of
// memory whatever the length. OBJ1, OBJ4
import { createHash } from "node:crypto";
import { BlockCipher, keyIdOf, SALT_BYTES, TAG_BYTES } from "./block-cipher.ts";
import {
  BLOCK_KINDS,
  type BlockKind,
  crcOfBlock,
  type TextTotal,
  TEXT_PER_BLOCK_MAX_BYTES,
  writeBoundHead,
  writeFileHead,
  writeTotal,
} from "./layout.ts";
import { packPart } from "./packed-part.ts";
import { RowBlocks } from "./row-block.ts";
import { LINES_PER_BLOCK } from "./row-table.ts";

const LF = 10;

/** How blocks are written. */
export interface WriteOptions {
  /** The operator's key; null: not encrypted. */
  objectsKey: Buffer | null;
  randomBytes: (count: number) => Buffer;
  /** Told of the whole text before the end is written; what it throws ends the writing. */
  confirm?: (total: TextTotal) => void;
}

/** Text cut into pieces of at most LINES_PER_BLOCK lines and TEXT_PER_BLOCK_MAX_BYTES. */
async function* cutIntoBlocks(csv: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const piece = Buffer.allocUnsafe(TEXT_PER_BLOCK_MAX_BYTES);
  let [length, lineCount] = [0, 0];
  for await (const chunk of csv) {
    for (let at = 0; at < chunk.length;) {
      const feed = chunk.indexOf(LF, at);
      const end = Math.min(feed < 0 ? chunk.length : feed + 1, at + piece.length - length);
      piece.set(chunk.subarray(at, end), length);
      length += end - at;
      if (end === feed + 1) lineCount++;
      at = end;
      if (lineCount < LINES_PER_BLOCK && length < piece.length) continue;
      yield piece.subarray(0, length);
      [length, lineCount] = [0, 0];
    }
  }
  if (length > 0) yield piece.subarray(0, length);
}

/** The file in pieces: its head, then a piece a block. */
export async function* writeRecordingBlocks(
  csv: AsyncIterable<Uint8Array>,
  { objectsKey, randomBytes, confirm }: WriteOptions,
): AsyncGenerator<Uint8Array> {
  const salt = randomBytes(SALT_BYTES);
  const encryption = objectsKey === null ? null : { keyId: keyIdOf(objectsKey), salt };
  const cipher = objectsKey === null ? null : new BlockCipher(objectsKey, salt);
  const rows = new RowBlocks();
  const hash = createHash("sha256");
  let [index, textBytes] = [0, 0];
  const block = (kind: BlockKind, payload: Uint8Array, ownTextBytes: number): Buffer => {
    const storedBytes = payload.length + (cipher === null ? 0 : TAG_BYTES);
    const head = writeBoundHead({ kind, index, textBytes: ownTextBytes, storedBytes });
    const stored = cipher === null ? payload : cipher.seal(index, head, payload);
    const crc = Buffer.alloc(4);
    crc.writeUInt32LE(crcOfBlock(head, stored));
    index++;
    return Buffer.concat([head, crc, stored]);
  };
  yield writeFileHead({ encryption });
  for await (const text of cutIntoBlocks(csv)) {
    hash.update(text);
    textBytes += text.length;
    const payload = rows.encode(text);
    if (payload !== null) yield block(BLOCK_KINDS.rows, payload, text.length);
    else yield block(BLOCK_KINDS.text, Buffer.concat(packPart(text)), text.length);
  }
  const total = { textBytes, sha256: hash.digest() };
  confirm?.(total);
  yield block(BLOCK_KINDS.end, writeTotal(total), 0);
}
