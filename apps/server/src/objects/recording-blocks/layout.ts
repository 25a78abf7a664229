// Where what stands in a file of recording blocks. Comes in: heads as objects. Goes out: bytes, and back. The table is in
// docs/protocol/recording-blocks.md.
import { crc32 } from "node:zlib";
import { KEY_ID_BYTES, SALT_BYTES } from "./block-cipher.ts";
import { RecordingBlocksError } from "./recording-blocks-error.ts";

/** A byte over 127, a name, both line ends, end-of-file of DOS: what damages text damages this. After PNG's. */
const MAGIC = Buffer.from([0x89, 0x53, 0x57, 0x42, 0x0d, 0x0a, 0x1a, 0x0a]);
const VERSION = 1;
const FLAG_ENCRYPTED = 1;

export const FILE_HEAD_BYTES = 40;
export const BLOCK_HEAD_BYTES = 20;
/** Bytes of a block's head that its cipher binds: all but its CRC. */
export const BOUND_HEAD_BYTES = 16;
/** Text of one block at most: 256 bytes a line; a recording's rows have about 60. */
export const TEXT_PER_BLOCK_MAX_BYTES = 1_048_576;
/** Stored bytes of one block at most: text that no compressor shortens, and what is around it. */
export const STORED_PER_BLOCK_MAX_BYTES = TEXT_PER_BLOCK_MAX_BYTES + 65_536;

/** Kinds of blocks. */
export const BLOCK_KINDS = { rows: 1, text: 2, end: 3 } as const;
export type BlockKind = (typeof BLOCK_KINDS)[keyof typeof BLOCK_KINDS];

/** The head of a file. */
export interface FileHead {
  /** null: not encrypted. */
  encryption: { keyId: Uint8Array; salt: Uint8Array } | null;
}

/** The head of a block. */
export interface BlockHead {
  kind: BlockKind;
  /** 0-based. */
  index: number;
  textBytes: number;
  storedBytes: number;
  /** CRC-32 of the head before it and the stored bytes. */
  crc: number;
}

/** What stands at the end: of the whole text. */
export interface TextTotal {
  textBytes: number;
  sha256: Buffer;
}

export const TOTAL_BYTES = 40;

/** Magic, version u16, flags u16, key id, salt, CRC-32 of what is before. */
export function writeFileHead({ encryption }: FileHead): Buffer {
  const head = Buffer.alloc(FILE_HEAD_BYTES);
  MAGIC.copy(head);
  head.writeUInt16LE(VERSION, 8);
  head.writeUInt16LE(encryption === null ? 0 : FLAG_ENCRYPTED, 10);
  if (encryption !== null) {
    head.set(encryption.keyId, 12);
    head.set(encryption.salt, 12 + KEY_ID_BYTES);
  }
  head.writeUInt32LE(crc32(head.subarray(0, FILE_HEAD_BYTES - 4)), FILE_HEAD_BYTES - 4);
  return head;
}

/** Reads it. Throws RecordingBlocksError. */
export function readFileHead(head: Buffer): FileHead {
  if (!head.subarray(0, MAGIC.length).equals(MAGIC))
    throw new RecordingBlocksError("not-blocks", null, "the file does not begin as recording blocks do.");
  const version = head.readUInt16LE(8);
  if (crc32(head.subarray(0, FILE_HEAD_BYTES - 4)) !== head.readUInt32LE(FILE_HEAD_BYTES - 4))
    throw new RecordingBlocksError("damaged", null, "its CRC-32 differs; restore the file from a backup.");
  const flags = head.readUInt16LE(10);
  if (version !== VERSION || (flags & ~FLAG_ENCRYPTED) !== 0)
    throw new RecordingBlocksError("newer", null, `it is of version ${version}; a newer Solewise wrote it.`);
  if (flags === 0) return { encryption: null };
  const keyId = head.subarray(12, 12 + KEY_ID_BYTES);
  return { encryption: { keyId, salt: head.subarray(12 + KEY_ID_BYTES, 12 + KEY_ID_BYTES + SALT_BYTES) } };
}

/** Kind u8, three zeros, index u32, text bytes u32, stored bytes u32: what the cipher binds. */
export function writeBoundHead({ kind, index, textBytes, storedBytes }: Omit<BlockHead, "crc">): Buffer {
  const head = Buffer.alloc(BOUND_HEAD_BYTES);
  head[0] = kind;
  head.writeUInt32LE(index, 4);
  head.writeUInt32LE(textBytes, 8);
  head.writeUInt32LE(storedBytes, 12);
  return head;
}

/** CRC-32 of a block: its bound head and its stored bytes. */
export function crcOfBlock(boundHead: Uint8Array, stored: Uint8Array): number {
  return crc32(stored, crc32(boundHead));
}

/** Reads a block's head; `blockIndex` is the number it must have. Throws RecordingBlocksError. */
export function readBlockHead(bytes: Buffer, blockIndex: number): BlockHead {
  const kind = Object.values(BLOCK_KINDS).find((known) => known === bytes[0]);
  const head = { index: bytes.readUInt32LE(4), textBytes: bytes.readUInt32LE(8), storedBytes: bytes.readUInt32LE(12) };
  const isWhole =
    bytes.readUIntLE(1, 3) === 0 &&
    head.index === blockIndex &&
    head.textBytes <= TEXT_PER_BLOCK_MAX_BYTES &&
    head.storedBytes <= STORED_PER_BLOCK_MAX_BYTES;
  if (kind === undefined || !isWhole)
    throw new RecordingBlocksError("damaged", blockIndex, "its head is not readable; restore the file from a backup.");
  return { kind, ...head, crc: bytes.readUInt32LE(BOUND_HEAD_BYTES) };
}

/** Text bytes u64, SHA-256. */
export function writeTotal({ textBytes, sha256 }: TextTotal): Buffer {
  const bytes = Buffer.alloc(TOTAL_BYTES);
  bytes.writeBigUInt64LE(BigInt(textBytes));
  sha256.copy(bytes, 8);
  return bytes;
}

/** Reads it; null when it is none. */
export function readTotal(bytes: Buffer): TextTotal | null {
  if (bytes.length !== TOTAL_BYTES) return null;
  return { textBytes: Number(bytes.readBigUInt64LE()), sha256: bytes.subarray(8) };
}
