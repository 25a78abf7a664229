// COPY over the driver's connection, which brings none of its own. Comes in: a client and a COPY statement. Goes out: its
// bytes as they come, or rows that were read in; either side waits for the other. Source: PostgreSQL 18, 54.2.6 COPY Operations.
import type { Duplex } from "node:stream";
import { once } from "node:events";
import type { Connection, ClientBase, Submittable } from "pg";

/** Bytes that may wait to be taken before PostgreSQL is asked to wait. */
const WAITING_MAX_BYTES = 1_048_576;

/** The part of the driver's connection that COPY needs; its types leave it out. */
interface CopyConnection {
  stream: Duplex;
  query: (text: string) => void;
  sendCopyFromChunk: (chunk: Uint8Array) => void;
  endCopyFrom: () => void;
  sendCopyFail: (message: string) => void;
}

/** Bytes on their way from the connection to whoever reads them. */
class CopyOut implements Submittable {
  readonly #text: string;
  #stream: Duplex | null = null;
  #chunks: Buffer[] = [];
  #waitingBytes = 0;
  #end: { error: Error | null } | null = null;
  #wake: () => void = () => undefined;
  /** The driver calls it for queries that it refuses before they are sent. */
  readonly callback = (error: Error | null): void => this.#finish(error);

  constructor(text: string) {
    this.#text = text;
  }

  submit(connection: Connection): void {
    const copying = connection as unknown as CopyConnection;
    this.#stream = copying.stream;
    copying.query(this.#text);
  }

  handleCopyData({ chunk }: { chunk: Buffer }): void {
    this.#chunks.push(Buffer.from(chunk)); // the driver's own buffer is written over
    this.#waitingBytes += chunk.length;
    if (this.#waitingBytes > WAITING_MAX_BYTES) this.#stream?.pause();
    this.#wake();
  }

  handleCommandComplete(): void {
    // The end is the connection's readiness.
  }

  handleReadyForQuery(): void {
    this.#finish(null);
  }

  handleError(error: Error): void {
    this.#finish(error);
  }

  #finish(error: Error | null): void {
    this.#end ??= { error };
    this.#stream?.resume();
    this.#wake();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Buffer> {
    for (;;) {
      const chunks = this.#chunks;
      this.#chunks = [];
      this.#waitingBytes = 0;
      this.#stream?.resume();
      if (chunks.length > 0) yield Buffer.concat(chunks);
      else if (this.#end !== null) {
        if (this.#end.error !== null) throw this.#end.error;
        return;
      } else await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }
}

/** The bytes of `COPY … TO STDOUT`. Read them to their end: until then the client takes no other query. */
export function copyOut(client: ClientBase, text: string): AsyncIterable<Buffer> {
  return client.query(new CopyOut(text));
}

/** `COPY … FROM STDIN`, fed from a source. */
class CopyIn implements Submittable {
  readonly #text: string;
  readonly #source: AsyncIterable<Uint8Array>;
  readonly done: Promise<void>;
  #settle: { resolve: () => void; reject: (error: unknown) => void };
  #failure: { error: unknown } | null = null;
  readonly callback = (error: unknown): void => this.handleError(error);

  constructor(text: string, source: AsyncIterable<Uint8Array>) {
    this.#text = text;
    this.#source = source;
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    this.done = promise;
    this.#settle = { resolve, reject };
  }

  submit(connection: Connection): void {
    (connection as unknown as CopyConnection).query(this.#text);
  }

  handleCopyInResponse(connection: Connection): void {
    void this.#feed(connection as unknown as CopyConnection);
  }

  async #feed(connection: CopyConnection): Promise<void> {
    try {
      for await (const chunk of this.#source) {
        if (this.#failure !== null) return;
        connection.sendCopyFromChunk(chunk);
        if (connection.stream.writableNeedDrain) await Promise.race([once(connection.stream, "drain"), this.done]);
      }
      connection.endCopyFrom();
    } catch (error) {
      this.#failure ??= { error };
      connection.sendCopyFail("the source failed");
      if (!connection.stream.writable) this.#settle.reject(error);
    }
  }

  handleCommandComplete(): void {
    // The end is the connection's readiness.
  }

  handleReadyForQuery(): void {
    if (this.#failure === null) this.#settle.resolve();
    else this.#settle.reject(this.#failure.error);
  }

  handleError(error: unknown): void {
    this.#failure ??= { error }; // the source's own failure came first, and says more
    this.#settle.reject(this.#failure.error);
  }
}

/** Runs `COPY … FROM STDIN` with these bytes. Throws what PostgreSQL or the source throws; nothing is kept then. */
export async function copyIn(client: ClientBase, text: string, source: AsyncIterable<Uint8Array>): Promise<void> {
  await client.query(new CopyIn(text, source)).done;
}
