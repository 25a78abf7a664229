// What is in a backup, for people. Comes in: head and manifest. Goes out: a line for each table and one for the blobs.
import { type BackupHead, type BackupManifest, BLOB_PREFIX, TABLE_PREFIX } from "./backup-format.ts";
import { shownBytes } from "./command-line.ts";

const COUNT_WIDTH = 12;

export function showBackup({ programVersion, migrations }: BackupHead, { parts }: BackupManifest): string {
  const tables = parts.filter(({ name }) => name.startsWith(TABLE_PREFIX));
  const blobs = parts.filter(({ name }) => name.startsWith(BLOB_PREFIX));
  const blobBytes = blobs.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  const lines = tables.map(
    ({ name, rowCount, rowsDigest }) =>
      `${String(rowCount ?? 0).padStart(COUNT_WIDTH)}  ${rowsDigest ?? ""}  ${name.slice(TABLE_PREFIX.length)}`,
  );
  return [
    `Solewise ${programVersion}, schema ${migrations.at(-1)?.name ?? "none"}`,
    `${"rows".padStart(COUNT_WIDTH)}  ${"content".padEnd(32)}  table`,
    ...lines,
    `${String(blobs.length).padStart(COUNT_WIDTH)}  recordings and paths, ${shownBytes(blobBytes)}`,
    "",
  ].join("\n");
}
