// The whole of a stream of bytes, by the browser's own collector, which may put large ones on the disk. Goes out: what was
// asked for, or the stream's own failure: a Response tells a TypeError of its own in its place (Chromium).

/** Rejects with what the stream fails with, or the signal's reason. */
export async function collectStream<Whole>(
  stream: ReadableStream<Uint8Array>,
  collect: (response: Response) => Promise<Whole>,
  signal: AbortSignal,
): Promise<Whole> {
  const reader = stream.getReader();
  let failure: { cause: unknown } | null = null;
  const watched = new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      async pull(controller) {
        try {
          signal.throwIfAborted();
          const next = await reader.read();
          if (next.done) controller.close();
          else controller.enqueue(next.value as Uint8Array<ArrayBuffer>); // never shared between threads
        } catch (cause) {
          failure = { cause };
          reader.cancel(cause).catch(() => undefined);
          throw cause;
        }
      },
      cancel: (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  );
  try {
    return await collect(new Response(watched));
  } catch (error) {
    const told = failure as { cause: unknown } | null;
    throw told === null ? error : told.cause;
  }
}
