// A thread that does one thing and ends. Comes in: its file and what it is told. Goes out: its result; InputError where it
// refused, Error where it broke.
import { Worker } from "node:worker_threads";
import { InputError } from "@solewise/terms";
import type { ThreadMessage } from "./analysis-messages.ts";

/** Memory of a thread's JavaScript at most. MB; default 2048: fifty hours of two feet. Range 256–8192. */
const HEAP_MAX_MB = 2048;

/** Runs it; `signal` ends it. */
export function askThread<Result>(file: URL, workerData: object, signal?: AbortSignal): Promise<Result> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(file, { workerData, resourceLimits: { maxOldGenerationSizeMb: HEAP_MAX_MB } });
    const stop = (): void => void worker.terminate();
    signal?.addEventListener("abort", stop, { once: true });
    if (signal?.aborted === true) stop();
    worker.on("message", (message: ThreadMessage<Result>) => {
      if (message.kind === "done") resolve(message.result);
      else reject(InputError.of(message.parts));
    });
    worker.on("error", reject);
    worker.on("exit", (code) => {
      signal?.removeEventListener("abort", stop);
      reject(new Error(`the thread of ${file.pathname.split("/").at(-1)} ended with code ${code}`));
    });
  });
}
