// Runs with everything their pages draw. Comes in: a run's id. Goes out: its OpenedRun; the one last made is kept, so that
// the page after an import, and going back and forth, need not wait. // WRK8
import type { RunView } from "@solewise/insight";
import type { RunStore } from "../store/run-store.ts";
import type { RunResult, StoredRun } from "../store/stored-run.ts";
import type { OpenedRun } from "./analysis-jobs.ts";
import type { WorkerCrew } from "./run-job.ts";
import { resultBuffers } from "./worker-messages.ts";

/** Same for two states of a run with the same strides: what the runner may change beside is left out. */
function analysisKey({ runId, algorithm, feet }: StoredRun): string {
  return [runId, JSON.stringify(algorithm), ...feet.map(({ side, sha256 }) => `${side} ${sha256}`)].join(" ");
}

export class OpenedRuns {
  readonly #crew: WorkerCrew;
  #last: OpenedRun | null = null;

  constructor(crew: WorkerCrew) {
    this.#crew = crew;
  }

  /** Keeps what an analysis has just made. */
  remember({ run, strides }: RunResult, view: RunView): OpenedRun {
    const opened: OpenedRun = { run, view, words: {}, paths: {} };
    for (const { side } of run.feet) {
      const kept = strides[side];
      if (kept === undefined) continue;
      opened.words[side] = kept.words;
      if (kept.paths !== null) opened.paths[side] = kept.paths;
    }
    this.#last = opened;
    return opened;
  }

  /** Null when the run is not on this device. */
  async open(runs: RunStore, runId: string): Promise<OpenedRun | null> {
    const run = await runs.get(runId);
    if (run === null) return null;
    const last = this.#last;
    if (last !== null && analysisKey(last.run) === analysisKey(run)) return { ...last, run };
    const result = await runs.getResult(runId);
    if (result === null) return null;
    const answer = await this.#crew.run("view", result, { transfer: resultBuffers(result) });
    return this.remember(answer.result, answer.view);
  }
}
