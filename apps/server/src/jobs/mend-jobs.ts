// What troubles leave of jobs, mended while the server runs. Comes in: the pool, what workers are at, what they could not do for a
// trouble that passes. Goes out: jobs that are there to be done again. // RNS15, RNS23, RNS24
import type { Pool } from "pg";
import { askForWaiting } from "../commands/runs/run-housekeeping.ts";
import type { RunServices } from "../commands/runs/run-services.ts";
import { isDatabaseAway } from "../database/database-away.ts";
import { messageOf } from "../refusal.ts";
import { putBackActive, putBackFuture } from "./put-back.ts";

/** How often is looked. Milliseconds. */
const LOOK_EVERY_MS = 15_000;

/** Looks now and then, from `begin` to `end`. */
export class JobMender {
  readonly #pool: Pool;
  readonly #names: readonly string[];
  readonly #atWork = new Set<string>();
  #isWaiting = false;
  #timer: NodeJS.Timeout | null = null;

  constructor(pool: Pool, names: readonly string[]) {
    this.#pool = pool;
    this.#names = names;
  }

  /** Does a job's work; while it lasts, the job is not lost. */
  async atWork(id: string, work: () => Promise<unknown>): Promise<void> {
    this.#atWork.add(id);
    try {
      await work();
    } finally {
      this.#atWork.delete(id);
    }
  }

  /** An analysis gave up for a trouble that passes: its run is asked for again. */
  askAgain(): void {
    this.#isWaiting = true;
  }

  /** This process holds the lock of those who work. */
  begin(services: RunServices): void {
    this.#timer = setInterval(() => {
      this.look(services).catch((error: unknown) => {
        if (!isDatabaseAway(error)) services.log(`jobs: ${messageOf(error)}`);
      });
    }, LOOK_EVERY_MS).unref();
  }

  async look(services: RunServices): Promise<void> {
    await putBackActive(this.#pool, this.#names, this.#atWork);
    await putBackFuture(this.#pool);
    if (!this.#isWaiting) return;
    await askForWaiting(services);
    this.#isWaiting = false;
  }

  end(): void {
    clearInterval(this.#timer ?? undefined);
  }
}
