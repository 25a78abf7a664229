// Streams of bytes with back pressure: what is written is asked for first, so that nothing piles up in memory.

/** Bytes that a block hands on at once. Deflate is fed in blocks of one size, so that its output is always the same. */
export const BLOCK_BYTES = 65_536;

type Produce = (sink: WritableStream<Uint8Array>, signal: AbortSignal) => Promise<unknown>;

/**
 * A stream of what `produce` writes to its sink and closes. `produce` starts at the first pull; cancelling the stream
 * aborts the signal. Its failures come out as what `explain` makes of them.
 */
export function streamOf(produce: Produce, explain: (cause: unknown) => unknown): ReadableStream<Uint8Array> {
  const stop = new AbortController();
  const pipe = new TransformStream<Uint8Array, Uint8Array>();
  const pieces = new FailingReader(pipe.readable.getReader());
  let produced: Promise<unknown> | null = null;
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          produced ??= pieces.watch(produce(pipe.writable, stop.signal));
          const next = await pieces.read();
          if (!next.done) {
            controller.enqueue(next.value);
            return;
          }
          await produced;
          controller.close();
        } catch (cause) {
          stop.abort();
          throw explain(cause);
        }
      },
      async cancel(reason) {
        stop.abort(reason);
        await pieces.cancel(reason);
        await produced?.catch(() => undefined);
      },
    },
    { highWaterMark: 0 },
  );
}

type Piece = Awaited<ReturnType<ReadableStreamDefaultReader<Uint8Array>["read"]>>;

/**
 * Reads a stream until the work that fills it fails. Not `Promise.race` with that work: each race would hang on the one
 * promise and hold its chunk until the end (the memory test of EXC4 fails with it).
 */
class FailingReader {
  readonly #reader: ReadableStreamDefaultReader<Uint8Array>;
  #failure: { cause: unknown } | null = null;
  #reject: (cause: unknown) => void = () => undefined;

  constructor(reader: ReadableStreamDefaultReader<Uint8Array>) {
    this.#reader = reader;
  }

  watch<Result>(work: Promise<Result>): Promise<Result> {
    work.catch((cause: unknown) => {
      this.#failure = { cause };
      this.#reject(cause);
    });
    return work;
  }

  read(): Promise<Piece> {
    return new Promise((resolve, reject) => {
      this.#reject = reject;
      if (this.#failure === null) this.#reader.read().then(resolve, reject);
      else reject(this.#failure.cause);
    });
  }

  async cancel(reason: unknown): Promise<void> {
    await this.#reader.cancel(reason).catch(() => undefined);
  }
}

/** The same bytes in blocks of `BLOCK_BYTES`, the last one shorter. */
export function cutIntoBlocks(): TransformStream<Uint8Array, Uint8Array> {
  let block = new Uint8Array(BLOCK_BYTES);
  let filledBytes = 0;
  return new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      for (let offset = 0; offset < chunk.length;) {
        const piece = chunk.subarray(offset, offset + BLOCK_BYTES - filledBytes);
        block.set(piece, filledBytes);
        offset += piece.length;
        filledBytes += piece.length;
        if (filledBytes < BLOCK_BYTES) continue;
        controller.enqueue(block);
        block = new Uint8Array(BLOCK_BYTES);
        filledBytes = 0;
      }
    },
    flush(controller) {
      if (filledBytes > 0) controller.enqueue(block.subarray(0, filledBytes));
    },
  });
}

/** Passes bytes on; `refuse` makes the error when they are not exactly as many as was said. */
export function demandSize(
  sizeBytes: number,
  refuse: (cameBytes: number) => Error,
): TransformStream<Uint8Array, Uint8Array> {
  let cameBytes = 0;
  return new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      cameBytes += chunk.length;
      if (cameBytes > sizeBytes) throw refuse(cameBytes);
      controller.enqueue(chunk);
    },
    flush() {
      if (cameBytes !== sizeBytes) throw refuse(cameBytes);
    },
  });
}

/** A stream of bytes that are in memory already. */
export function streamBytes(bytes: Uint8Array): ReadableStream<Uint8Array> {
  return new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        if (bytes.length > 0) controller.enqueue(bytes);
        controller.close();
      },
    },
    { highWaterMark: 0 },
  );
}

/** The whole of a stream whose size is known and small. */
export async function readWhole(stream: ReadableStream<Uint8Array>, sizeBytes: number): Promise<Uint8Array> {
  const whole = new Uint8Array(sizeBytes);
  const reader = stream.getReader();
  let filledBytes = 0;
  for (;;) {
    const next = await reader.read();
    if (next.done) return whole.subarray(0, filledBytes);
    whole.set(next.value, filledBytes);
    filledBytes += next.value.length;
  }
}
