// How far an import is, as one number that only grows. Comes in: stages and shares of each foot. Goes out: ImportProgress,
// at most ten times a second. // WRK7
import type { Side } from "@solewise/terms";
import type { ImportProgress, ImportStage } from "./analysis-jobs.ts";

/** What an import does once it is noted. */
type Stage = Exclude<ImportStage, "beginning">;

/** Where each stage begins in the whole; analysing takes nearly all of the time (measured). */
const STAGE_STARTS: Record<Stage, number> = { storing: 0, analysing: 0.02, assembling: 0.92, saving: 0.97 };
const STAGE_ENDS: Record<Stage, number> = { storing: 0.02, analysing: 0.92, assembling: 0.97, saving: 1 };

/** Least time between two reports, ms. */
export const REPORT_MIN_MS = 100;

export class ImportMeter {
  readonly #report: (progress: ImportProgress) => void;
  readonly #nowMs: () => number;
  readonly #shares: number[];
  #reportedAtMs = -Infinity;
  #stage: Stage = "storing";
  #fraction = 0;

  /** `nowMs` is a clock that only goes forward. */
  constructor(footCount: number, report: (progress: ImportProgress) => void, nowMs: () => number) {
    this.#shares = Array.from({ length: footCount }, () => 0);
    this.#report = report;
    this.#nowMs = nowMs;
  }

  /** A stage begins; always reported. */
  begin(stage: Stage): void {
    this.#stage = stage;
    this.#advance(STAGE_STARTS[stage]);
    this.#tell(null);
  }

  /** A foot is read this far, 0…1; a second reading that starts anew does not go back. */
  advanceFoot(index: number, share: number, side: Side): void {
    this.#shares[index] = Math.max(this.#shares[index] ?? 0, Math.min(1, share));
    const mean = this.#shares.reduce((sum, one) => sum + one, 0) / this.#shares.length;
    const start = STAGE_STARTS.analysing;
    this.#advance(start + mean * (STAGE_ENDS.analysing - start));
    if (this.#nowMs() - this.#reportedAtMs >= REPORT_MIN_MS) this.#tell(side);
  }

  /** Everything is in. */
  end(): void {
    this.#advance(1);
    this.#tell(null);
  }

  #advance(fraction: number): void {
    this.#fraction = Math.max(this.#fraction, fraction);
  }

  #tell(side: Side | null): void {
    this.#reportedAtMs = this.#nowMs();
    this.#report({ stage: this.#stage, fraction: this.#fraction, side });
  }
}

/** Making a demo run's recordings takes this share of the whole wait (measured). */
const DEMO_FRACTION = 0.25;

/** A demo run's two waits as one: first its recordings are made, then they are imported like any other. */
export class DemoMeter {
  readonly #report: (progress: ImportProgress) => void;
  readonly #nowMs: () => number;
  readonly #shares: Record<Side, number> = { left: 0, right: 0 };
  #reportedAtMs = -Infinity;

  constructor(report: (progress: ImportProgress) => void, nowMs: () => number) {
    this.#report = report;
    this.#nowMs = nowMs;
    this.#tell();
  }

  /** A foot is made this far, 0…1. */
  advanceFoot(side: Side, share: number): void {
    this.#shares[side] = share;
    if (this.#nowMs() - this.#reportedAtMs >= REPORT_MIN_MS) this.#tell();
  }

  /** The import's own progress, in what is left of the whole. */
  readonly import = (progress: ImportProgress): void => {
    this.#report({ ...progress, fraction: DEMO_FRACTION + (1 - DEMO_FRACTION) * progress.fraction });
  };

  #tell(): void {
    this.#reportedAtMs = this.#nowMs();
    const fraction = (DEMO_FRACTION * (this.#shares.left + this.#shares.right)) / 2;
    this.#report({ stage: "storing", fraction, side: null });
  }
}
