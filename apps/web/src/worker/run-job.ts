// One job in a worker. Comes in: a job. Goes out: its answer. Aborting ends the worker at once; a worker that breaks
// down rejects with a WorkerError and is not used again. // WRK9, WRK10
import { InputError } from "@solewise/terms";
import type { AnswerMessage, JobMessage, JobName, Jobs } from "./worker-messages.ts";

/** A worker broke down: out of memory, ended by the browser, or a defect of ours. The job can be tried again. */
export class WorkerError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "WorkerError";
  }
}

export interface JobOptions {
  /** Handed over to the worker instead of being copied. */
  transfer?: ArrayBuffer[];
  /** Hears how much of the job is done, 0…1. */
  onShare?: (share: number) => void;
  signal?: AbortSignal | undefined;
}

/** Idle workers that are kept for the next job: two feet. */
const IDLE_MAX_COUNT = 2;

/** Idle workers are ended after this time, ms: they hold memory. Range 1000…600,000. */
const IDLE_MAX_MS = 30_000;

/** Starts workers when they are needed and keeps a few idle ones for a while. */
export class WorkerCrew {
  readonly #idle: Worker[] = [];
  #dismissal: ReturnType<typeof setTimeout> | undefined;

  /** Does a job. Throws InputError for a refusal, WorkerError for a breakdown, the signal's reason when aborted. */
  async run<Name extends JobName>(
    job: Name,
    takes: Jobs[Name]["takes"],
    options: JobOptions = {},
  ): Promise<Jobs[Name]["gives"]> {
    const { signal } = options;
    signal?.throwIfAborted();
    const worker = this.#idle.pop() ?? startWorker();
    try {
      const answer = await converse(worker, { job, takes } as JobMessage, options);
      this.#rest(worker);
      return unpackAnswer(answer) as Jobs[Name]["gives"];
    } catch (error) {
      if (!(error instanceof InputError)) worker.terminate();
      throw error;
    }
  }

  #rest(worker: Worker): void {
    if (this.#idle.length < IDLE_MAX_COUNT) this.#idle.push(worker);
    else worker.terminate();
    clearTimeout(this.#dismissal);
    this.#dismissal = setTimeout(() => {
      for (const idle of this.#idle.splice(0)) idle.terminate();
    }, IDLE_MAX_MS);
  }
}

function startWorker(): Worker {
  return new Worker(new URL("./analysis-worker.ts", import.meta.url), { type: "module", name: "analysis" });
}

type LastAnswer = Exclude<AnswerMessage, { kind: "share" }>;

function unpackAnswer(answer: LastAnswer): unknown {
  if (answer.kind === "done") return answer.gives;
  if (answer.kind === "refused") throw InputError.of(answer.refusal);
  throw new WorkerError(answer.message, { cause: answer.stack });
}

function converse(worker: Worker, message: JobMessage, { transfer, onShare, signal }: JobOptions): Promise<LastAnswer> {
  const ended = new AbortController();
  const listening = { signal: ended.signal };
  return new Promise<LastAnswer>((resolve, reject) => {
    const breakDown = (text: string): void => reject(new WorkerError(`the analysis broke down: ${text}`));
    worker.addEventListener(
      "message",
      ({ data }: MessageEvent<AnswerMessage>) => (data.kind === "share" ? onShare?.(data.share) : resolve(data)),
      listening,
    );
    worker.addEventListener("error", (event) => breakDown(event.message || "the browser ended it"), listening);
    worker.addEventListener("messageerror", () => breakDown("its answer could not be read"), listening);
    signal?.addEventListener("abort", () => reject(signal.reason as Error), listening);
    worker.postMessage(message, transfer ?? []);
  }).finally(() => ended.abort());
}
