// Threads that work on tasks, one at a time each. Comes in: the file of their program (task-thread.ts is its frame), how many,
// tasks. Goes out: of each task its pieces as they are made, then its result. A thread that breaks is an error of its task.
import { on } from "node:events";
import { Worker } from "node:worker_threads";
import { InputError } from "@solewise/terms";
import type { ThreadMessage } from "./task-thread.ts";
import { WorkSlots } from "./work-slots.ts";

/** A thread without a task ends after so long. Milliseconds; starting one costs 0.4 s of a processor (measured). */
const IDLE_MAX_MS = 60_000;

/** What a pool's threads may use. */
export interface ThreadLimits {
  /** Threads at most; further tasks wait, first come, first served. */
  threadsMaxCount: number;
  /** Memory of one thread's JavaScript at most. MB. */
  heapMaxMb: number;
}

/** Threads of one program. They are started when needed; idle ones keep no process alive. */
export class ThreadPool {
  readonly #file: URL;
  readonly #heapMaxMb: number;
  readonly #slots: WorkSlots;
  readonly #threads = new Set<Worker>();
  readonly #idle = new Map<Worker, NodeJS.Timeout>();
  #isClosed = false;

  constructor(file: URL, { threadsMaxCount, heapMaxMb }: ThreadLimits) {
    this.#file = file;
    this.#heapMaxMb = heapMaxMb;
    this.#slots = new WorkSlots(threadsMaxCount);
  }

  /**
   * Works on a task: gives its pieces out, returns its result. Throws InputError where it refused and Error where it broke.
   * Who takes no more pieces, or aborts, ends the thread.
   */
  async *run<Result>(task: object, signal?: AbortSignal): AsyncGenerator<Uint8Array, Result, undefined> {
    const giveSlot = await this.#slots.take();
    let thread: Worker | null = null;
    let hasEnded = false;
    try {
      thread = this.#start();
      const messages = on(thread, "message", { close: ["exit"], ...(signal === undefined ? {} : { signal }) });
      thread.postMessage({ kind: "task", task }, []);
      for await (const [message] of messages as AsyncIterable<[ThreadMessage<Result>]>) {
        if (message.kind === "piece") {
          yield message.bytes;
          thread.postMessage({ kind: "more" }, []);
          continue;
        }
        hasEnded = true;
        if (message.kind === "refused") throw InputError.of(message.parts);
        return message.result;
      }
      throw new Error(`a thread of ${this.#file.pathname.split("/").at(-1)} ended before its task`);
    } finally {
      if (hasEnded && thread !== null) this.#rest(thread);
      else void thread?.terminate();
      giveSlot();
    }
  }

  /** The result of a task that gives no pieces. */
  async ask<Result>(task: object, signal?: AbortSignal): Promise<Result> {
    const answer = await this.run<Result>(task, signal).next();
    if (answer.done !== true) throw new TypeError("expected a task without pieces");
    return answer.value;
  }

  /** Ends every thread; tasks under way and to come break. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await Promise.all([...this.#threads].map((thread) => thread.terminate()));
  }

  #start(): Worker {
    if (this.#isClosed) throw new Error("the server is ending");
    for (const [thread, timer] of this.#idle) {
      clearTimeout(timer);
      this.#idle.delete(thread);
      thread.ref();
      return thread;
    }
    const thread = new Worker(this.#file, { resourceLimits: { maxOldGenerationSizeMb: this.#heapMaxMb } });
    this.#threads.add(thread);
    thread.on("error", () => undefined); // told to the task; without one nobody misses it
    thread.once("exit", () => {
      clearTimeout(this.#idle.get(thread));
      this.#idle.delete(thread);
      this.#threads.delete(thread);
    });
    return thread;
  }

  #rest(thread: Worker): void {
    thread.unref();
    this.#idle.set(thread, setTimeout(() => void thread.terminate(), IDLE_MAX_MS).unref());
  }
}
