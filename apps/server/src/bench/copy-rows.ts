// PostgreSQL's bare COPY as the measure of what storing rows can cost at best. Comes in: a connection, a table, its rows as
// COPY text. Goes out: the rows stored. It speaks to pg's connection itself: pg has no COPY of its own.
import type { PoolClient, Submittable } from "pg";

/** What pg's connection has for COPY, which its types leave out. */
interface CopyConnection {
  query: (text: string) => void;
  sendCopyFromChunk: (chunk: Buffer) => void;
  endCopyFrom: () => void;
}

const CHUNK_BYTES = 65_536;

/** Copies `text` into a table and commits. */
export function copyRows(client: PoolClient, table: string, text: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    const copy = {
      submit: (connection: CopyConnection): void => connection.query(`copy ${table} from stdin`),
      handleCopyInResponse: (connection: CopyConnection): void => {
        for (let at = 0; at < text.length; at += CHUNK_BYTES)
          connection.sendCopyFromChunk(text.subarray(at, at + CHUNK_BYTES));
        connection.endCopyFrom();
      },
      handleCommandComplete: (): void => undefined,
      handleReadyForQuery: (): void => resolve(),
      handleError: (error: Error): void => reject(error),
    };
    client.query(copy as unknown as Submittable);
  });
}
