// Feet that are analysed while their recordings are still being kept, so that the run's job finds them done: the same bytes, so
// the same strides. In memory, and only a saving: what is not here is analysed from its blob. Comes in: feet under way. Goes
// out: each once. // RNS31
import type { DetectedFoot, FootJob } from "./analysis-messages.ts";

/** Strides and paths that wait for their job at most. Bytes; default 64 MiB: forty hours of a foot. Range 1 MiB–1 GiB. */
const WAITING_MAX_BYTES = 67_108_864;

/** How long a foot waits for the run's other one. Milliseconds; default 15 minutes. Range 1–60 minutes. */
const WAIT_MAX_MS = 900_000;

/** Feet that are analysed ahead at the same time, each with an open file. Default 16. Range 2–256. */
const RUNNING_MAX_COUNT = 16;

interface FootAhead {
  facts: FootJob;
  /** null: it could not be analysed ahead. */
  foot: Promise<DetectedFoot | null>;
  bytes: number;
  timer: NodeJS.Timeout;
}

/** Keeps them by the key of their blob. */
export class FeetAhead {
  readonly #feet = new Map<string, FootAhead>();
  #runningCount = 0;

  /** Whether another foot may be begun. */
  get hasRoom(): boolean {
    return this.#runningCount < RUNNING_MAX_COUNT;
  }

  /** Notes a foot that is being analysed; whatever hinders it makes it none. */
  add(objectKey: string, facts: FootJob, detecting: Promise<DetectedFoot>): void {
    this.#runningCount += 1;
    const foot = detecting.catch(() => null);
    const timer = setTimeout(() => this.forget(objectKey), WAIT_MAX_MS).unref();
    const ahead: FootAhead = { facts, foot, bytes: 0, timer };
    this.#feet.set(objectKey, ahead);
    void foot.then((detected) => {
      this.#runningCount -= 1;
      ahead.bytes = detected === null ? 0 : detected.words.byteLength + detected.paths.byteLength;
      this.#makeRoom();
    });
  }

  /** The foot of a blob, if it was analysed as these facts say. */
  async take(objectKey: string, { slot, side, fileName }: FootJob): Promise<DetectedFoot | null> {
    const ahead = this.#feet.get(objectKey);
    if (ahead === undefined) return null;
    this.forget(objectKey);
    const { facts } = ahead;
    return facts.slot === slot && facts.side === side && facts.fileName === fileName ? ahead.foot : null;
  }

  forget(objectKey: string): void {
    clearTimeout(this.#feet.get(objectKey)?.timer);
    this.#feet.delete(objectKey);
  }

  /** The oldest go first. */
  #makeRoom(): void {
    let totalBytes = 0;
    for (const { bytes } of this.#feet.values()) totalBytes += bytes;
    for (const [objectKey, { bytes }] of this.#feet) {
      if (totalBytes <= WAITING_MAX_BYTES) return;
      this.forget(objectKey);
      totalBytes -= bytes;
    }
  }
}
