// What a backup file is: a ustar archive under zstd. First head.json, last manifest.json and its sum, between them parts, each cut into
// entries of a few megabytes NAME.000000, NAME.000001, …: tables/SCHEMA.TABLE (COPY text), blobs/KEY. Guide: docs/guides/backup.md.
import { type Static, Type } from "typebox";

export const HEAD_NAME = "head.json";
export const MANIFEST_NAME = "manifest.json";
/** The entry after the manifest: its SHA-256, hexadecimal. */
export const MANIFEST_SUM_NAME = "manifest.sha256";
export const TABLE_PREFIX = "tables/";
export const BLOB_PREFIX = "blobs/";

/** Largest entry that holds a piece of a part. Bytes; a file is written and read with a few of them in memory. */
export const PIECE_BYTES = 4_194_304;
/** Largest entry that is read: the manifest of a million blobs. Bytes. */
export const ENTRY_MAX_BYTES = 536_870_912;

/** Version of the format; a reader refuses a higher one. */
export const FORMAT_VERSION = 1;

/** What is known before the first row. */
export const BackupHead = Type.Object({
  format: Type.Literal("solewise-backup"),
  formatVersion: Type.Integer({ minimum: 1 }),
  backupId: Type.String(),
  programVersion: Type.String(),
  createdAtUtc: Type.String(),
  /** Which schema the rows are of: every migration that was applied, in order. */
  migrations: Type.Array(Type.Object({ number: Type.Integer(), name: Type.String(), sha256: Type.String() })),
  tables: Type.Array(Type.Object({ name: Type.String(), columns: Type.Array(Type.String()) })),
  /** Months of which there are strides, as their first instants, ISO 8601 UTC. */
  strideMonths: Type.Array(Type.String()),
  /** Names the OBJECTS_KEY that recordings are encrypted with, without telling it; null: there was none. */
  objectsKeyId: Type.Union([Type.String(), Type.Null()]),
});
export type BackupHead = Static<typeof BackupHead>;

/** One part as it was written. */
export const PartFacts = Type.Object({
  name: Type.String(),
  sizeBytes: Type.Integer({ minimum: 0 }),
  sha256: Type.String(),
  rowCount: Type.Optional(Type.Integer({ minimum: 0 })),
  rowsDigest: Type.Optional(Type.String()),
});
export type PartFacts = Static<typeof PartFacts>;

/** Every part in its order, and blobs that rows name but the store did not have. */
export const BackupManifest = Type.Object({
  headSha256: Type.String(),
  parts: Type.Array(PartFacts),
  missingBlobs: Type.Array(Type.String()),
});
export type BackupManifest = Static<typeof BackupManifest>;

/** Entry of a part's piece. */
export function pieceName(partName: string, pieceIndex: number): string {
  return `${partName}.${String(pieceIndex).padStart(6, "0")}`;
}

/** The part and the place in it; null for an entry that is no piece. */
export function readPieceName(entryName: string): { partName: string; pieceIndex: number } | null {
  const match = /^(.+)\.(\d{6,})$/su.exec(entryName);
  return match === null ? null : { partName: match[1] ?? "", pieceIndex: Number(match[2]) };
}
